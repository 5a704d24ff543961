// SPDX-License-Identifier: Apache-2.0

extension SecretRule {
    /// Forges, package registries, and what builds and delivers.
    static let forges: [SecretRule] = [
        .shape(
            "github-token", "GitHub personal access token", "ghp_", [.exactly(36, .alphanumeric)], .certain,
            checksum: .crc32Base62),
        .shape(
            "github-oauth-token", "GitHub OAuth token", "gho_", [.exactly(36, .alphanumeric)], .certain,
            checksum: .crc32Base62),
        .shape(
            "github-app-token", "GitHub app user token", "ghu_", [.exactly(36, .alphanumeric)], .certain,
            checksum: .crc32Base62),
        .shape(
            "github-app-token", "GitHub app installation token", "ghs_", [.exactly(36, .alphanumeric)], .certain,
            checksum: .crc32Base62),
        .shape("github-refresh-token", "GitHub refresh token", "ghr_", [.run(.alphanumeric, 36, 76)]),
        .shape(
            "github-fine-grained-token", "GitHub fine-grained access token", "github_pat_",
            [.exactly(22, .alphanumeric), .text("_"), .exactly(59, .alphanumeric)], .certain),
        .shape("gitlab-token", "GitLab personal access token", "glpat-", [.run([.url, .dot], 20, 320)], .certain),
        .shape("gitlab-token", "GitLab pipeline trigger token", "glptt-", [.exactly(40, .hex)], .certain),
        .shape("gitlab-runner-token", "GitLab runner registration token", "GR1348941", [.exactly(20, .url)]),
        .shape("gitlab-runner-token", "GitLab runner token", "glrt-", [.run([.url, .dot], 20, 320)], .certain),
        .shape("gitlab-token", "GitLab deploy token", "gldt-", [.exactly(20, .url)], .certain),
        .shape("gitlab-token", "GitLab feed token", "glft-", [.exactly(20, .url)], .certain),
        .shape("gitlab-token", "GitLab incoming mail token", "glimt-", [.exactly(25, .url)], .certain),
        .shape("gitlab-token", "GitLab agent token", "glagent-", [.exactly(50, .url)], .certain),
        .shape("gitlab-token", "GitLab OAuth application secret", "gloas-", [.exactly(64, .url)], .certain),
        .shape("gitlab-token", "GitLab SCIM token", "glsoat-", [.exactly(20, .url)], .certain),
        .shape("gitlab-token", "GitLab feature flag client token", "glffct-", [.exactly(20, .url)], .certain),
        .shape(
            "gitlab-job-token", "GitLab CI job token", "glcbt-",
            [.run(.alphanumeric, 1, 5), .text("_"), .exactly(20, .url)], .certain),
        .shape("bitbucket-token", "Bitbucket app password", "ATBB", [.exactly(32, .alphanumeric)]),
        .shape("bitbucket-token", "Bitbucket access token", "ATCTT3", [.run([.url, .equals], 60, 240)]),
        .shape("atlassian-token", "Atlassian API token", "ATATT3", [.run([.url, .equals], 100, 240)], .certain),
        .shape("sourcegraph-token", "Sourcegraph access token", "sgp_", [.exactly(40, .anyHex)], .certain),
        .shape("sourcegraph-token", "Sourcegraph access token", "sgp_local_", [.exactly(40, .anyHex)], .certain),
        .shape(
            "sourcegraph-token", "Sourcegraph access token", "sgp_",
            [.exactly(16, .anyHex), .text("_"), .exactly(40, .anyHex)], .certain),
        .shape("intra42-secret", "Intra 42 client secret", "s-s4t2ud-", [.exactly(64, .hex)], .certain),
        .shape(
            "npm-token", "npm access token", "npm_", [.exactly(36, .alphanumeric)], .certain, checksum: .crc32Base62),
        .shape("pypi-token", "PyPI upload token", "pypi-AgEIcHlwaS5vcmc", [.run(.url, 50, 1000)], .certain),
        .shape("pypi-token", "TestPyPI upload token", "pypi-AgENdGVzdC5weXBpLm9yZw", [.run(.url, 50, 1000)]),
        .shape("rubygems-token", "RubyGems API key", "rubygems_", [.exactly(48, .hex)], .certain),
        .shape("crates-token", "crates.io token", "cio", [.exactly(32, .alphanumeric)], entropy: 4),
        .shape("nuget-key", "NuGet API key", "oy2", [.exactly(43, .lowerAlphanumeric)], entropy: 3.5),
        .shape("docker-token", "Docker personal access token", "dckr_pat_", [.run(.url, 27, 40)], .certain),
        .shape("docker-token", "Docker organization access token", "dckr_oat_", [.run(.url, 27, 40)], .certain),
        .shape("clojars-token", "Clojars deploy token", "CLOJARS_", [.exactly(60, .lowerAlphanumeric)], .certain),
        .shape("artifactory-token", "JFrog Artifactory API key", "AKCp", [.exactly(69, .alphanumeric)]),
        .shape("artifactory-token", "JFrog Artifactory reference token", "cmVmd", [.exactly(59, .alphanumeric)]),
        .shape("buildkite-token", "Buildkite access token", "bkua_", [.exactly(40, .hex)], .certain),
        .shape(
            "circleci-token", "CircleCI personal token", "CCIPAT_",
            [.run(.alphanumeric, 20, 24), .text("_"), .exactly(40, .hex)], .certain),
        .shape(
            "harness-token", "Harness access token", "pat.",
            [.exactly(22, .url), .text("."), .exactly(24, .alphanumeric), .text("."), .exactly(20, .alphanumeric)]),
        .shape("octopus-key", "Octopus Deploy API key", "API-", [.exactly(26, .upperAlphanumeric)], entropy: 3.5),
        .shape("prefect-token", "Prefect API key", "pnu_", [.exactly(36, .alphanumeric)]),
        .shape("sonarqube-token", "SonarQube user token", "squ_", [.exactly(40, .hex)]),
        .shape("sonarqube-token", "SonarQube project token", "sqp_", [.exactly(40, .hex)]),
        .shape("sonarqube-token", "SonarQube analysis token", "sqa_", [.exactly(40, .hex)]),
        .shape(
            "postman-key", "Postman API key", "PMAK-", [.exactly(24, .hex), .text("-"), .exactly(34, .hex)], .certain),
        .shape("infracost-token", "Infracost API token", "ico-", [.exactly(32, .alphanumeric)]),
        .named(
            "codecov-token", "Codecov upload token", "codecov",
            [.exactly(8, .hex), .text("-"), .run([.hex, .dash], 27, 27)]),
        .named("snyk-token", "Snyk API token", "snyk", [.exactly(8, .hex), .text("-"), .run([.hex, .dash], 27, 27)]),
        .named("travis-token", "Travis CI token", "travis", [.exactly(22, .alphanumeric)], .possible),
    ]
}
