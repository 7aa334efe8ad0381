"""An OpenID Connect provider with invented people: stands in for DigiD's broker and for the employer's sign-in. Demo only."""
