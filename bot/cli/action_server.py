"""rasa_sdk's action server around our executor, in this one process."""

from actions.house import House
from actions.registry import make_executor


def serve(house: House, host: str, port: int) -> None:
    """Serve the Rasa webhook until interrupted.

    Args:
        house: What the actions need.
        host: Address to bind; rasa_sdk's own runner would bind every address.
        port: Port to listen on.
    """
    # Sanic takes most of a second to import; no other command needs it.
    from rasa_sdk.endpoint import create_app

    app = create_app(make_executor(house), cors_origins=[])
    # rasa_sdk's runner starts worker processes, which the engine of the model cannot be sent to.
    app.run(host=host, port=port, single_process=True, motd=False, access_log=False)
