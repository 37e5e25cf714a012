"""What a person was paid, on paper."""

from ciao.prints.kinds.payment_receipt import kind as kind
