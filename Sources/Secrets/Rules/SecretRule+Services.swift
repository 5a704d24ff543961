// SPDX-License-Identifier: Apache-2.0

extension SecretRule {
    /// Payment, mail, chat, monitoring and other services.
    static let services: [SecretRule] = [
        .shape(
            "slack-token", "Slack bot token", "xoxb-",
            [.run(.digit, 10, 13), .text("-"), .run([.alphanumeric, .dash], 20, 60)], .certain),
        .shape(
            "slack-token", "Slack user token", "xoxp-",
            [.run(.digit, 10, 13), .text("-"), .run([.alphanumeric, .dash], 40, 90)], .certain),
        .shape(
            "slack-token", "Slack app token", "xapp-",
            [.exactly(1, .digit), .text("-"), .run([.alphanumeric, .dash], 40, 120)], .certain),
        .shape(
            "slack-token", "Slack configuration token", "xoxe.xoxp-", [.run([.alphanumeric, .dash], 100, 220)], .certain
        ),
        .shape("slack-token", "Slack legacy token", "xoxs-", [.run([.alphanumeric, .dash], 40, 100)]),
        .shape("slack-token", "Slack legacy token", "xoxa-", [.run([.alphanumeric, .dash], 40, 100)]),
        .own("slack-webhook", "Slack incoming webhook", ["hooks.slack.com"], ServiceSecrets.slackHook),
        .own("discord-webhook", "Discord webhook", ["discord.com/api", "discordapp.com"], ServiceSecrets.discordHook),
        .own("teams-webhook", "Microsoft Teams webhook", ["webhook.office.com"], ServiceSecrets.teamsHook),
        .named(
            "discord-token", "Discord bot token", "discord",
            [.run(.url, 23, 28), .text("."), .exactly(6, .url), .text("."), .run(.url, 27, 40)], entropy: 4),
        .named("discord-token", "Discord client secret", "discord", [.exactly(32, .url)], .possible, entropy: 3.8),
        .own("telegram-token", "Telegram bot token", [":AA"], ServiceSecrets.telegram),
        .shape("stripe-key", "Stripe secret key", "sk_live_", [.run(.alphanumeric, 20, 128)], .certain),
        .shape("stripe-key", "Stripe restricted key", "rk_live_", [.run(.alphanumeric, 20, 128)], .certain),
        .shape("stripe-key", "Stripe test key", "sk_test_", [.run(.alphanumeric, 20, 128)], .possible),
        .shape("stripe-key", "Stripe restricted test key", "rk_test_", [.run(.alphanumeric, 20, 128)], .possible),
        .shape("stripe-webhook-secret", "Stripe webhook secret", "whsec_", [.run([.base64, .equals], 32, 64)]),
        .shape("square-token", "Square access token", "sq0atp-", [.exactly(22, .url)], .certain),
        .shape("square-token", "Square OAuth secret", "sq0csp-", [.exactly(43, .url)], .certain),
        .shape("shopify-token", "Shopify access token", "shpat_", [.exactly(32, .anyHex)], .certain),
        .shape("shopify-token", "Shopify custom app token", "shpca_", [.exactly(32, .anyHex)], .certain),
        .shape("shopify-token", "Shopify private app token", "shppa_", [.exactly(32, .anyHex)], .certain),
        .shape("shopify-token", "Shopify shared secret", "shpss_", [.exactly(32, .anyHex)], .certain),
        .shape(
            "braintree-token", "Braintree access token", "access_token$production$",
            [.exactly(16, .lowerAlphanumeric), .text("$"), .exactly(32, .hex)], .certain),
        .shape("razorpay-key", "Razorpay key", "rzp_live_", [.exactly(14, .alphanumeric)], .possible),
        .shape(
            "flutterwave-key", "Flutterwave secret key", "FLWSECK-", [.exactly(32, .anyHex), .text("-X")], .certain),
        .shape("easypost-token", "EasyPost API token", "EZAK", [.exactly(54, .alphanumeric)]),
        .shape("shippo-token", "Shippo API token", "shippo_live_", [.exactly(40, .anyHex)], .certain),
        .shape("duffel-token", "Duffel API token", "duffel_live_", [.exactly(43, [.url, .equals])], .certain),
        .named("plaid-secret", "Plaid secret", "plaid", [.exactly(30, .hex)]),
        .shape(
            "sendgrid-key", "SendGrid API key", "SG.", [.exactly(22, .url), .text("."), .exactly(43, .url)], .certain),
        .shape("mailgun-key", "Mailgun API key", "key-", [.exactly(32, .hex)], .likely),
        .own("mailchimp-key", "Mailchimp API key", ["-us"], ServiceSecrets.mailchimp),
        .shape(
            "brevo-key", "Brevo API key", "xkeysib-", [.exactly(64, .hex), .text("-"), .exactly(16, .alphanumeric)],
            .certain),
        .named("twilio-token", "Twilio auth token", "twilio", [.exactly(32, .hex)]),
        .named("twilio-key", "Twilio API key", "twilio", [.text("SK"), .exactly(32, .hex)], .possible),
        .shape("intercom-token", "Intercom access token", "dG9rO", [.run([.base64, .equals], 54, 60)]),
        .shape("xai-key", "xAI API key", "xai-", [.exactly(80, .alphanumeric)], .certain),
        .own("openai-key", "OpenAI API key", ["T3BlbkFJ"], ServiceSecrets.openAI),
        .shape("anthropic-key", "Anthropic API key", "sk-ant-api03-", [.exactly(95, .url)], .certain),
        .shape("anthropic-key", "Anthropic admin key", "sk-ant-admin01-", [.exactly(95, .url)], .certain),
        .shape("huggingface-token", "Hugging Face access token", "hf_", [.exactly(34, .letter)], entropy: 3.5),
        .shape("groq-key", "Groq API key", "gsk_", [.exactly(52, .alphanumeric)], .certain),
        .shape("replicate-token", "Replicate API token", "r8_", [.exactly(37, .alphanumeric)], entropy: 3.5),
        .shape("perplexity-key", "Perplexity API key", "pplx-", [.run(.alphanumeric, 48, 56)], .certain),
        .shape(
            "langsmith-key", "LangSmith API key", "lsv2_",
            [.run(.lower, 2, 2), .text("_"), .exactly(32, .hex), .text("_"), .exactly(10, .hex)], .certain),
        .shape("notion-token", "Notion integration token", "ntn_", [.run(.alphanumeric, 46, 50)], .certain),
        .shape("linear-token", "Linear API key", "lin_api_", [.exactly(40, .alphanumeric)], .certain),
        .shape("linear-token", "Linear OAuth token", "lin_oauth_", [.exactly(64, .alphanumeric)], .certain),
        .shape(
            "airtable-token", "Airtable access token", "pat",
            [.exactly(14, .alphanumeric), .text("."), .exactly(64, .hex)], .certain),
        .shape("figma-token", "Figma access token", "figd_", [.run(.url, 40, 48)], .certain),
        .shape("contentful-token", "Contentful management token", "CFPAT-", [.exactly(43, .url)], .certain),
        .shape("dropbox-token", "Dropbox access token", "sl.B", [.run(.url, 130, 152)]),
        .shape("frameio-token", "Frame.io API token", "fio-u-", [.exactly(64, [.url, .equals])], .certain),
        .shape("typeform-token", "Typeform API token", "tfp_", [.run([.url, .dot, .equals], 44, 64)], .certain),
        .shape("hubspot-token", "HubSpot private app token", "pat-na1-", [.run([.hex, .dash], 36, 36)]),
        .shape("hubspot-token", "HubSpot private app token", "pat-eu1-", [.run([.hex, .dash], 36, 36)]),
        .shape("readme-token", "ReadMe API token", "rdme_", [.exactly(70, .lowerAlphanumeric)], .certain),
        .shape(
            "mapbox-token", "Mapbox secret token", "sk.eyJ", [.run(.url, 60, 120), .text("."), .exactly(22, .url)],
            .certain),
        .own("maxmind-key", "MaxMind license key", ["_mmk"], ServiceSecrets.maxmind),
        .shape("facebook-token", "Facebook access token", "EAAC", [.run(.alphanumeric, 100, 300)]),
        .shape("facebook-token", "Facebook page token", "EAAM", [.run(.alphanumeric, 100, 300)]),
        .shape(
            "grafana-token", "Grafana service account token", "glsa_",
            [.exactly(32, .alphanumeric), .text("_"), .exactly(8, .anyHex)], .certain),
        .shape("grafana-token", "Grafana Cloud token", "glc_eyJ", [.run([.base64, .equals], 30, 400)], .certain),
        .shape("grafana-token", "Grafana API key", "eyJrIjoi", [.run([.alphanumeric, .equals], 70, 400)]),
        .shape(
            "dynatrace-token", "Dynatrace API token", "dt0c01.",
            [.exactly(24, .upperAlphanumeric), .text("."), .exactly(64, .upperAlphanumeric)], .certain),
        .shape("newrelic-key", "New Relic user key", "NRAK-", [.exactly(27, .upperAlphanumeric)], .certain),
        .shape("newrelic-key", "New Relic insert key", "NRII-", [.exactly(32, .url)], .certain),
        .shape(
            "sentry-token", "Sentry organization token", "sntrys_eyJ",
            [.run([.base64, .equals, .underscore], 60, 500)], .certain),
        .shape("sentry-token", "Sentry user token", "sntryu_", [.exactly(64, .hex)], .certain),
        .named("datadog-key", "Datadog API key", "datadog", [.exactly(32, .hex)]),
        .named("datadog-key", "Datadog application key", "datadog", [.exactly(40, .hex)]),
        .named("algolia-key", "Algolia API key", "algolia", [.exactly(32, .hex)], .possible),
        .named("okta-token", "Okta API token", "okta", [.text("00"), .exactly(40, .url)]),
        .named("twitter-secret", "X API secret", "twitter", [.exactly(50, .alphanumeric)], entropy: 4),
        .named("facebook-secret", "Facebook app secret", "facebook", [.exactly(32, .hex)]),
        .named("pagerduty-key", "PagerDuty API key", "pagerduty", [.exactly(20, .url)], .possible, entropy: 3.5),
        .named(
            "launchdarkly-key", "LaunchDarkly SDK key", "launchdarkly", [.text("sdk-"), .run([.hex, .dash], 36, 36)]),
        .named("asana-secret", "Asana client secret", "asana", [.exactly(32, .hex)], .possible),
        .named("zendesk-secret", "Zendesk API token", "zendesk", [.exactly(40, .alphanumeric)], entropy: 4),
        .shape("adobe-secret", "Adobe client secret", "p8e-", [.exactly(32, .lowerAlphanumeric)]),
        .shape("wakatime-key", "WakaTime API key", "waka_", [.run([.hex, .dash], 36, 36)], .certain),
    ]
}
