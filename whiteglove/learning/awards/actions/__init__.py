"""What people do with awards: plan them, put somebody forward, judge, announce."""
