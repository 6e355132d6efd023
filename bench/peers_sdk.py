"""A chat server as one is mostly written: FastAPI's websocket and the openai package's stream, the history in memory.

Run as `python bench/peers_sdk.py UPSTREAM_PORT`, in the environment of bench/peers-requirements.txt.
"""

import socket
import sys

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from openai import AsyncOpenAI

app = FastAPI()


@app.websocket("/")
async def conversation(websocket: WebSocket) -> None:
    """Serve one conversation."""
    await websocket.accept()
    client: AsyncOpenAI = websocket.app.state.client
    history = [{"role": "system", "content": "You are an interviewer."}]
    try:
        while True:
            history.append({"role": "user", "content": (await websocket.receive_json())["text"]})
            said = ""
            stream = await client.chat.completions.create(model="fake", messages=history, stream=True)
            async for chunk in stream:
                if chunk.choices and (token := chunk.choices[0].delta.content):
                    said += token
                    await websocket.send_json({"type": "turn.delta", "text": token})
            await websocket.send_json({"type": "turn.done"})
            history.append({"role": "assistant", "content": said})
    except WebSocketDisconnect:
        return


def main() -> None:
    """Serve on a free port, which is printed."""
    app.state.client = AsyncOpenAI(base_url=f"http://127.0.0.1:{sys.argv[1]}/v1", api_key="none", timeout=60)
    listening = socket.create_server(("127.0.0.1", 0), backlog=4096)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    config = uvicorn.Config(app, log_level="warning", access_log=False, ws_per_message_deflate=False)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
