"""The smallest Chainlit app that streams a model, the history in the session and nothing kept.

Run by `chainlit run`, in the environment of bench/peers-requirements.txt; UPSTREAM is the model's address.
"""

import os

import chainlit
from openai import AsyncOpenAI

client = AsyncOpenAI(base_url=os.environ["UPSTREAM"], api_key="none", timeout=60)


@chainlit.on_chat_start
async def start() -> None:
    """Begin a conversation."""
    chainlit.user_session.set("history", [{"role": "system", "content": "You are an interviewer."}])


@chainlit.on_message
async def answer(message: chainlit.Message) -> None:
    """Stream a reply."""
    history = chainlit.user_session.get("history")
    history.append({"role": "user", "content": message.content})
    reply = chainlit.Message(content="")
    async for chunk in await client.chat.completions.create(model="fake", messages=history, stream=True):
        if chunk.choices and (token := chunk.choices[0].delta.content):
            await reply.stream_token(token)
    await reply.send()
    history.append({"role": "assistant", "content": reply.content})
