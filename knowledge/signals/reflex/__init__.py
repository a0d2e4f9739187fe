"""Does a message show the escalation reflex: handing over, stepping up or reporting to be rid of a case?"""
