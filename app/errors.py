"""Every error Hotseat raises on purpose.

AppError                     500  shown as it is; never carries a secret or an upstream text
├── UserError                400  the request or the input is wrong
│   ├── NotFound             404
│   ├── Conflict             409  right request, wrong moment
│   ├── TooLarge             413
│   ├── Forbidden            403
│   ├── Unauthorised         401
│   └── UnreadableInput      400  a file or a line on stdin that cannot be read
├── ContentError             500  a content file is broken; names the file
├── SetupError               500  the machine or the settings do not allow a start
├── StorageError             503  the store refused; nothing was acknowledged
└── ModelError               502  a language model failed; the answer is safe
    ├── ModelUnavailable     503  not reached, or not there
    │   ├── ModelBusy        503  too many requests; may say after how many seconds to come back
    │   └── ModelTimeout     503  nothing, or not all of it, within the limit
    ├── ModelKeyRefused      502  the key is missing or was refused
    ├── ModelRejected        502  the server does not take this request, or has no such model
    ├── ModelMisbehaved      502  what came is no answer
    │   └── ModelCut         502  the answer broke off, or ran into its length limit
    └── ModelDeclined        502  the model, or a filter before it, refused to answer
"""


class AppError(Exception):
    """An error with a stable `code`, an HTTP status and whether trying again can help."""

    code = "internal"
    http_status = 500
    retryable = False

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class UserError(AppError):
    """The caller asked for something that cannot be done as asked."""

    code = "bad_request"
    http_status = 400


class NotFound(UserError):
    """No such thing, or not yours: the two are not told apart."""

    code = "not_found"
    http_status = 404


class Conflict(UserError):
    """The request is fine but the session is in another state."""

    code = "conflict"
    http_status = 409


class TooLarge(UserError):
    """More than the published limit."""

    code = "too_large"
    http_status = 413


class Forbidden(UserError):
    """A foreign origin or host."""

    code = "forbidden"
    http_status = 403


class Unauthorised(UserError):
    """No token, or a wrong one."""

    code = "unauthorised"
    http_status = 401


class UnreadableInput(UserError):
    """A file or a line that cannot be read; the command line exits with 2."""

    code = "unreadable_input"


class ContentError(AppError):
    """A file under prompts/ or rubrics/ is broken; the message names it."""

    code = "content"


class SetupError(AppError):
    """Hotseat cannot start here; the message says what to change."""

    code = "setup"


class StorageError(AppError):
    """The store could not keep what it was given; nothing was acknowledged."""

    code = "storage"
    http_status = 503
    retryable = True


class ModelError(AppError):
    """A language model failed."""

    code = "model"
    http_status = 502
    retryable = True


class ModelUnavailable(ModelError):
    """The model cannot be reached, or there is no provider of that name."""

    code = "model_unavailable"
    http_status = 503


class ModelBusy(ModelUnavailable):
    """The server asks to come back later; `after` is when, in seconds, where it says so."""

    code = "model_busy"

    def __init__(self, message: str, *, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class ModelTimeout(ModelUnavailable):
    """Nothing came, or not all of it, within the limit."""

    code = "model_timeout"


class ModelKeyRefused(ModelError):
    """The key is missing or was refused; trying again with the same one cannot help."""

    code = "model_key"
    retryable = False


class ModelRejected(ModelError):
    """The server does not take the request as it is, or has no model of that name."""

    code = "model_rejected"
    retryable = False


class ModelMisbehaved(ModelError):
    """The model answered something that is no answer."""

    code = "model_misbehaved"


class ModelCut(ModelMisbehaved):
    """The answer broke off before its end, or ran into the limit of its length."""

    code = "model_cut"


class ModelDeclined(ModelError):
    """The model, or a filter in front of it, would not answer this."""

    code = "model_declined"
