// SPDX-License-Identifier: Apache-2.0

extension SecretRule {
    /// Clouds, hosting and infrastructure.
    static let clouds: [SecretRule] = [
        .shape("aws-access-key", "AWS access key", "AKIA", [.exactly(16, .upperAlphanumeric)], entropy: 3),
        .shape(
            "aws-access-key", "AWS temporary access key", "ASIA", [.exactly(16, .upperAlphanumeric)], .possible,
            entropy: 3),
        .shape("aws-access-key", "AWS bearer token", "ABIA", [.exactly(16, .upperAlphanumeric)], entropy: 3),
        .shape("aws-access-key", "AWS context credential", "ACCA", [.exactly(16, .upperAlphanumeric)], entropy: 3),
        .shape(
            "aws-bedrock-key", "Amazon Bedrock API key", "ABSKQmVkcm9ja0FQSUtleS", [.run([.base64, .equals], 90, 260)],
            .certain),
        .named("aws-secret-key", "AWS secret access key", "aws", [.exactly(40, .base64)], entropy: 4.2),
        .named("aws-secret-key", "AWS secret access key", "secret_access_key", [.exactly(40, .base64)], entropy: 4.2),
        .named("aws-secret-key", "AWS secret access key", "secretaccesskey", [.exactly(40, .base64)], entropy: 4.2),
        .own("gcp-api-key", "Google API key", ["AIza"], ServiceSecrets.googleKey),
        .shape("gcp-oauth-secret", "Google OAuth client secret", "GOCSPX-", [.exactly(28, .url)], .certain),
        .shape("gcp-access-token", "Google access token", "ya29.", [.run(.url, 60, 400)], .possible),
        .own(
            "azure-client-secret", "Microsoft Entra ID client secret", (0...9).map { "\($0)Q~" }, ServiceSecrets.entra),
        .own("azure-access-key", "Azure access key", ["AccountKey=", "SharedAccessKey="], ServiceSecrets.azureKey),
        .shape(
            "alibaba-access-key", "Alibaba Cloud access key", "LTAI", [.run(.alphanumeric, 16, 20)], .possible,
            entropy: 3.5),
        .shape("digitalocean-token", "DigitalOcean access token", "dop_v1_", [.exactly(64, .hex)], .certain),
        .shape("digitalocean-token", "DigitalOcean OAuth token", "doo_v1_", [.exactly(64, .hex)], .certain),
        .shape("digitalocean-token", "DigitalOcean refresh token", "dor_v1_", [.exactly(64, .hex)], .certain),
        .shape("heroku-key", "Heroku API key", "HRKU-AA", [.exactly(58, .url)], .certain),
        .named(
            "heroku-key", "Heroku API key", "heroku",
            [.exactly(8, .anyHex), .text("-"), .run([.anyHex, .dash], 27, 27)]),
        .shape("flyio-token", "Fly.io access token", "fo1_", [.exactly(43, .url)]),
        .shape("flyio-token", "Fly.io access token", "fm2_", [.run([.base64, .equals], 100, 1000)]),
        .shape("netlify-token", "Netlify access token", "nfp_", [.exactly(40, .alphanumeric)], entropy: 3.5),
        .shape("supabase-key", "Supabase access token", "sbp_", [.exactly(40, .hex)]),
        .shape("supabase-key", "Supabase secret key", "sb_secret_", [.run(.url, 31, 40)]),
        .shape(
            "planetscale-token", "PlanetScale password", "pscale_pw_", [.run([.url, .dot, .equals], 32, 64)], .certain),
        .shape(
            "planetscale-token", "PlanetScale token", "pscale_tkn_", [.run([.url, .dot, .equals], 32, 64)], .certain),
        .shape(
            "planetscale-token", "PlanetScale OAuth token", "pscale_oauth_", [.run([.url, .dot, .equals], 32, 64)],
            .certain),
        .shape("scalingo-token", "Scalingo API token", "tk-us-", [.exactly(48, .url)]),
        .shape("pulumi-token", "Pulumi access token", "pul-", [.exactly(40, .hex)], .certain),
        .shape("vault-token", "Vault service token", "hvs.", [.run(.url, 90, 180)], .certain),
        .shape("vault-token", "Vault batch token", "hvb.", [.run(.url, 138, 300)], .certain),
        .own("terraform-token", "HCP Terraform token", [".atlasv1."], ServiceSecrets.terraform),
        .shape("doppler-token", "Doppler personal token", "dp.pt.", [.run(.alphanumeric, 40, 44)], .certain),
        .shape("doppler-token", "Doppler service token", "dp.st.", [.run([.url, .dot], 40, 80)], .certain),
        .shape("doppler-token", "Doppler CLI token", "dp.ct.", [.run(.alphanumeric, 40, 44)], .certain),
        .shape("doppler-token", "Doppler service account token", "dp.sa.", [.run(.alphanumeric, 40, 44)], .certain),
        .shape("databricks-token", "Databricks access token", "dapi", [.exactly(32, .hex)], .certain, entropy: 2.8),
        .shape("openshift-token", "OpenShift user token", "sha256~", [.exactly(43, .url)], entropy: 3.5),
        .shape("tailscale-key", "Tailscale key", "tskey-auth-", [.run(.url, 20, 64)], .certain),
        .shape("tailscale-key", "Tailscale API key", "tskey-api-", [.run(.url, 20, 64)], .certain),
        .shape(
            "cloudflare-ca-key", "Cloudflare origin CA key", "v1.0-",
            [.exactly(24, .hex), .text("-"), .exactly(146, .hex)], .certain),
        .named("cloudflare-token", "Cloudflare API token", "cloudflare", [.exactly(40, .url)], entropy: 3.6),
        .named("cloudflare-token", "Cloudflare API key", "cloudflare", [.exactly(37, .hex)]),
        .named("fastly-token", "Fastly API token", "fastly", [.exactly(32, .url)], entropy: 3.8),
        .named("confluent-key", "Confluent API secret", "confluent", [.exactly(64, .base64)], entropy: 4.2),
        .shape("clickhouse-key", "ClickHouse Cloud API secret", "4b1d", [.exactly(38, .alphanumeric)], entropy: 4),
        .shape(
            "1password-token", "1Password service account token", "ops_eyJ", [.run([.base64, .equals], 250, 1200)],
            .certain),
        .shape("age-secret-key", "age secret key", "AGE-SECRET-KEY-1", [.exactly(58, .upperAlphanumeric)], .certain),
        .own("private-key", "Private key", ["BEGIN "], PrivateKeySecret.armoured),
        .own("private-key", "PuTTY private key", ["PuTTY-User-Key-File-"], PrivateKeySecret.putty),
    ]
}
