# Signing in, one's own account, the team's doors.

access-sign-in = Sign in
access-enter = Continue
access-email = E-mail
access-password = Password
access-password-new = New password
access-password-current = Current password
access-password-change = Change password
access-password-hint =
    { $n ->
        [one] At least { $n } character; a sentence is easy to remember and hard to guess.
       *[other] At least { $n } characters; a sentence is easy to remember and hard to guess.
    }
access-password-ends-sessions = Every other device is signed out when the password changes.
access-password-changed = Password changed. Every other device has been signed out.
access-forgotten = Forgot your password? The owner of the business can give you a new link.
access-nobody-yet = Nobody has an account here yet. Open the link that Wafa printed when it started.
access-name = Your name
access-business = Name of the business
access-role = You join as
access-begin = Set up
access-first-run = Welcome to Wafa
access-first-run-lead = One minute, and the business is yours. All of this can be changed later.
access-language-hint = Currency, calendar and digits follow the language; change them under Settings.
access-code = Six-digit code
access-code-title = One more step
access-code-lead = Enter the code your authenticator app shows now.
access-code-lost = Lost the device? The owner of the business can give you a new link.
access-link-invite = Join the team
access-link-invite-lead = You have been invited as { $email }. Choose a name and a password.
access-link-reset = Choose a new password
access-link-reset-lead = For { $email }. Two-step sign-in is switched off until you set it up again.
access-link-sign_in = Sign in
access-link-sign_in-lead = This link signs you in once as { $email }.
access-look = Name and display
access-digits = Digits
access-digits-native = Those of the language
access-digits-latin = 0 1 2 3
access-saved = Saved.
access-second-factor = Two-step sign-in
access-second-factor-lead = A code from your phone as well as the password, so that a stolen password is not enough.
access-second-factor-is-on = Two-step sign-in is on.
access-second-factor-is-off = Two-step sign-in is off. We recommend it, above all for the owner.
access-second-factor-settings = Set up two-step sign-in
access-second-factor-scan = Scan this picture with an authenticator app, then enter the code it shows.
access-second-factor-image = QR code for the authenticator app
access-second-factor-type = Or type this key:
access-second-factor-set = Switch on
access-second-factor-remove = Switch off
access-second-factor-on-done = Two-step sign-in is on.
access-second-factor-off-done = Two-step sign-in is off.
access-sessions = Devices signed in
access-session-current = this device
access-sessions-end = Sign out every other device
access-sessions-ended =
    { $n ->
        [0] No other device was signed in.
        [one] { $n } other device has been signed out.
       *[other] { $n } other devices have been signed out.
    }
access-agent-unknown = Unknown browser
access-seen = Last used { $when }

## Refusals

access-wrong_password = E-mail and password do not match.
access-wrong_current_password = The current password is not right.
access-wrong_code = This code is wrong or has been used. Wait for the next one.
access-link_expired = This link has been used or is too old. Ask for a new one.
access-password_short = The password needs at least ten characters.
access-password_long = The password is too long.
access-password_common = This password is too easy to guess. Three or four words together are better.
access-email_unreadable = This is not an e-mail address.
access-email_taken = Somebody with this e-mail is already on the team.
access-name_missing = Please fill in the name.
access-user_not_found = There is nobody like that on the team.
access-last_owner = The business needs at least one owner.
access-first_run_over = The business already has an owner.
access-key_not_found = There is no such key.
access-scope_unknown = Choose at least one permission for the key.
access-secret_lost = The key file that protects one-time codes is missing or is another one. Ask whoever runs the server to put it back.
