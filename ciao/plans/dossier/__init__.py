"""What is known of a plan beyond its words: who agreed, who may know, how goals went, when it is due again."""
