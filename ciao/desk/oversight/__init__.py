"""What those who answer for data and for the machine look at: the read log, the permissions, the system."""
