// SPDX-License-Identifier: Apache-2.0

extension SecretRule {
    /// Credentials known by where they stand. The generic rules come last: what another rule finds is not found again.
    static let everywhere: [SecretRule] = [
        .own("json-web-token", "JSON web token", ["eyJ"], WebSecrets.jsonWebToken),
        .own("basic-auth-url", "Password in an address", ["://"], WebSecrets.address),
        .own("authorization-header", "Credential in a header", ["authorization"], WebSecrets.authorization),
        .own("curl-user", "Password in a command line", [" -u ", "--user"], WebSecrets.curlUser),
        .own("npmrc-token", "npm registry credential", ["_auth", "_password"], SettingsSecrets.npmrc),
        .own("netrc-password", "Password in a .netrc", ["password"], SettingsSecrets.netrc),
        .own("pgpass-password", "Password in a .pgpass", [":5432:", ":*:*:"], SettingsSecrets.pgpass),
        .own("docker-auth", "Docker registry credential", ["\"auth\""], SettingsSecrets.dockerAuth),
        .own("wordpress-key", "WordPress key", ["AUTH_", "_IN_KEY", "_IN_SALT", "NONCE_"], SettingsSecrets.wordpress),
        .own("django-secret-key", "Secret key of a web application", ["SECRET_KEY"], SettingsSecrets.djangoKey),
        .own(
            "connection-string", "Password in a connection string", ["password=", "pwd="],
            SettingsSecrets.connectionString),
        .own(
            "generic-password-assignment", "Password in a text",
            GenericSecret.passwords.map { String(decoding: $0, as: UTF8.self) }, GenericSecret.password),
        .own(
            "generic-secret-assignment", "Secret, token or key in a text",
            GenericSecret.tokens.map { String(decoding: $0, as: UTF8.self) }, GenericSecret.token),
    ]
}
