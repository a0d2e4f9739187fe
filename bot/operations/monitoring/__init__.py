"""What an operator sees of a running Houvast: log, health and figures. Never what somebody said."""
