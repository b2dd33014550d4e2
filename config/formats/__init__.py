"""How Django itself writes days and hours, in the admin above all."""
