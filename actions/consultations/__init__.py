"""What happens around a consultation: who is told, how texts are gathered, how it is closed."""
