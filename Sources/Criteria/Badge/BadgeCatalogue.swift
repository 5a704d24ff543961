// SPDX-License-Identifier: Apache-2.0

/// The criteria of the Best Practices Badge, level by level, in the badge's order: which ids there are, how binding each is and what an
/// answer to it needs.
package enum BadgeCatalogue {
    package static let all: [BadgeCriterion] = passing + silver + gold + baseline

    /// The Baseline's requirements, as the badge asks them: `osps_ac_01_01`.
    package static let baseline: [BadgeCriterion] = [BadgeCriterion.Level.baseline1, .baseline2, .baseline3].flatMap {
        level in
        BaselineCatalogue.requirements.filter { "baseline-\($0.level)" == level.rawValue }.map {
            BadgeCriterion(baselineID($0.id), level, .baseline, .must, [.allowsNA, .justifiesNA])
        }
    }

    /// `OSPS-AC-01.01` as `osps_ac_01_01`.
    package static func baselineID(_ requirement: String) -> String {
        String(decoding: requirement.utf8.map { $0 == 0x2D || $0 == 0x2E ? 0x5F : $0.loweredLetter }, as: UTF8.self)
    }

    package static let passing: [BadgeCriterion] = [
        BadgeCriterion("description_good", .passing, .basics, .must),
        BadgeCriterion("interact", .passing, .basics, .must),
        BadgeCriterion("contribution", .passing, .basics, .must, [.addressWhenMet]),
        BadgeCriterion("contribution_requirements", .passing, .basics, .should, [.addressWhenMet]),
        BadgeCriterion("floss_license", .passing, .basics, .must),
        BadgeCriterion("floss_license_osi", .passing, .basics, .suggested),
        BadgeCriterion("license_location", .passing, .basics, .must, [.addressWhenMet]),
        BadgeCriterion("documentation_basics", .passing, .basics, .must, [.allowsNA, .justifiesNA]),
        BadgeCriterion("documentation_interface", .passing, .basics, .must, [.allowsNA, .justifiesNA]),
        BadgeCriterion("sites_https", .passing, .basics, .must),
        BadgeCriterion("discussion", .passing, .basics, .must),
        BadgeCriterion("english", .passing, .basics, .should),
        BadgeCriterion("maintained", .passing, .basics, .must),
        BadgeCriterion("repo_public", .passing, .changeControl, .must),
        BadgeCriterion("repo_track", .passing, .changeControl, .must),
        BadgeCriterion("repo_interim", .passing, .changeControl, .must),
        BadgeCriterion("repo_distributed", .passing, .changeControl, .suggested),
        BadgeCriterion("version_unique", .passing, .changeControl, .must),
        BadgeCriterion("version_semver", .passing, .changeControl, .suggested),
        BadgeCriterion("version_tags", .passing, .changeControl, .suggested),
        BadgeCriterion("release_notes", .passing, .changeControl, .must, [.allowsNA, .justifiesNA, .addressWhenMet]),
        BadgeCriterion("release_notes_vulns", .passing, .changeControl, .must, [.allowsNA, .justifiesNA]),
        BadgeCriterion("report_process", .passing, .reporting, .must, [.addressWhenMet]),
        BadgeCriterion("report_tracker", .passing, .reporting, .should),
        BadgeCriterion("report_responses", .passing, .reporting, .must),
        BadgeCriterion("enhancement_responses", .passing, .reporting, .should),
        BadgeCriterion("report_archive", .passing, .reporting, .must, [.addressWhenMet]),
        BadgeCriterion("vulnerability_report_process", .passing, .reporting, .must, [.addressWhenMet]),
        BadgeCriterion("vulnerability_report_private", .passing, .reporting, .must, [.allowsNA, .addressWhenMet]),
        BadgeCriterion("vulnerability_report_response", .passing, .reporting, .must, [.allowsNA]),
        BadgeCriterion("build", .passing, .quality, .must, [.allowsNA]),
        BadgeCriterion("build_common_tools", .passing, .quality, .suggested, [.allowsNA]),
        BadgeCriterion("build_floss_tools", .passing, .quality, .should, [.allowsNA]),
        BadgeCriterion("test", .passing, .quality, .must),
        BadgeCriterion("test_invocation", .passing, .quality, .should),
        BadgeCriterion("test_most", .passing, .quality, .suggested),
        BadgeCriterion("test_continuous_integration", .passing, .quality, .suggested),
        BadgeCriterion("test_policy", .passing, .quality, .must),
        BadgeCriterion("tests_are_added", .passing, .quality, .must),
        BadgeCriterion("tests_documented_added", .passing, .quality, .suggested),
        BadgeCriterion("warnings", .passing, .quality, .must, [.allowsNA]),
        BadgeCriterion("warnings_fixed", .passing, .quality, .must, [.allowsNA]),
        BadgeCriterion("warnings_strict", .passing, .quality, .suggested, [.allowsNA]),
        BadgeCriterion("know_secure_design", .passing, .security, .must),
        BadgeCriterion("know_common_errors", .passing, .security, .must),
        BadgeCriterion("crypto_published", .passing, .security, .must, [.allowsNA]),
        BadgeCriterion("crypto_call", .passing, .security, .should, [.allowsNA]),
        BadgeCriterion("crypto_floss", .passing, .security, .must, [.allowsNA]),
        BadgeCriterion("crypto_keylength", .passing, .security, .must, [.allowsNA]),
        BadgeCriterion("crypto_working", .passing, .security, .must, [.allowsNA]),
        BadgeCriterion("crypto_weaknesses", .passing, .security, .should, [.allowsNA]),
        BadgeCriterion("crypto_pfs", .passing, .security, .should, [.allowsNA]),
        BadgeCriterion("crypto_password_storage", .passing, .security, .must, [.allowsNA]),
        BadgeCriterion("crypto_random", .passing, .security, .must, [.allowsNA]),
        BadgeCriterion("delivery_mitm", .passing, .security, .must),
        BadgeCriterion("delivery_unsigned", .passing, .security, .must),
        BadgeCriterion("vulnerabilities_fixed_60_days", .passing, .security, .must),
        BadgeCriterion("vulnerabilities_critical_fixed", .passing, .security, .should),
        BadgeCriterion("no_leaked_credentials", .passing, .security, .must),
        BadgeCriterion("static_analysis", .passing, .analysis, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("static_analysis_common_vulnerabilities", .passing, .analysis, .suggested, [.allowsNA]),
        BadgeCriterion("static_analysis_fixed", .passing, .analysis, .must, [.allowsNA]),
        BadgeCriterion("static_analysis_often", .passing, .analysis, .suggested, [.allowsNA]),
        BadgeCriterion("dynamic_analysis", .passing, .analysis, .suggested),
        BadgeCriterion("dynamic_analysis_unsafe", .passing, .analysis, .suggested, [.allowsNA]),
        BadgeCriterion("dynamic_analysis_enable_assertions", .passing, .analysis, .suggested),
        BadgeCriterion("dynamic_analysis_fixed", .passing, .analysis, .must, [.allowsNA]),
    ]

    package static let silver: [BadgeCriterion] = [
        BadgeCriterion("achieve_passing", .silver, .basics, .must),
        BadgeCriterion("contribution_requirements", .silver, .basics, .must, [.addressWhenMet]),
        BadgeCriterion("dco", .silver, .basics, .should, [.addressWhenMet]),
        BadgeCriterion("governance", .silver, .basics, .must, [.addressWhenMet]),
        BadgeCriterion("code_of_conduct", .silver, .basics, .must, [.addressWhenMet]),
        BadgeCriterion("roles_responsibilities", .silver, .basics, .must, [.addressWhenMet]),
        BadgeCriterion("access_continuity", .silver, .basics, .must, [.addressWhenMet]),
        BadgeCriterion("bus_factor", .silver, .basics, .should, [.addressWhenMet]),
        BadgeCriterion("documentation_roadmap", .silver, .basics, .must, [.addressWhenMet]),
        BadgeCriterion(
            "documentation_architecture", .silver, .basics, .must, [.allowsNA, .justifiesNA, .addressWhenMet]),
        BadgeCriterion("documentation_security", .silver, .basics, .must, [.allowsNA, .addressWhenMet]),
        BadgeCriterion(
            "documentation_quick_start", .silver, .basics, .must, [.allowsNA, .justifiesNA, .addressWhenMet]),
        BadgeCriterion("documentation_current", .silver, .basics, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("documentation_achievements", .silver, .basics, .must, [.addressWhenMet]),
        BadgeCriterion(
            "accessibility_best_practices", .silver, .basics, .should, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("internationalization", .silver, .basics, .should, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("sites_password_security", .silver, .basics, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion(
            "maintenance_or_update", .silver, .changeControl, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("report_tracker", .silver, .reporting, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion(
            "vulnerability_report_credit", .silver, .reporting, .must, [.allowsNA, .justifiesNA, .addressWhenMet]),
        BadgeCriterion("vulnerability_response_process", .silver, .reporting, .must, [.addressWhenMet]),
        BadgeCriterion("coding_standards", .silver, .quality, .must, [.allowsNA, .justifiesNA, .addressWhenMet]),
        BadgeCriterion(
            "coding_standards_enforced", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("build_standard_variables", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("build_preserve_debug", .silver, .quality, .should, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("build_non_recursive", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("build_repeatable", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("installation_common", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion(
            "installation_standard_variables", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion(
            "installation_development_quick", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion(
            "external_dependencies", .silver, .quality, .must,
            [.allowsNA, .justifiesNA, .addressWhenMet, .justifiesMet]),
        BadgeCriterion("dependency_monitoring", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion(
            "updateable_reused_components", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("interfaces_current", .silver, .quality, .should, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("automated_integration_testing", .silver, .quality, .must, [.justifiesMet]),
        BadgeCriterion("regression_tests_added50", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion(
            "test_statement_coverage80", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("test_policy_mandated", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("tests_documented_added", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("warnings_strict", .silver, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("implement_secure_design", .silver, .security, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("crypto_weaknesses", .silver, .security, .must, [.allowsNA, .justifiesMet]),
        BadgeCriterion("crypto_algorithm_agility", .silver, .security, .should, [.allowsNA, .justifiesMet]),
        BadgeCriterion("crypto_credential_agility", .silver, .security, .must, [.allowsNA, .justifiesMet]),
        BadgeCriterion("crypto_used_network", .silver, .security, .should, [.allowsNA, .justifiesMet]),
        BadgeCriterion("crypto_tls12", .silver, .security, .should, [.allowsNA, .justifiesMet]),
        BadgeCriterion("crypto_certificate_verification", .silver, .security, .must, [.allowsNA, .justifiesMet]),
        BadgeCriterion("crypto_verification_private", .silver, .security, .must, [.allowsNA, .justifiesMet]),
        BadgeCriterion("signed_releases", .silver, .security, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("version_tags_signed", .silver, .security, .suggested, [.justifiesMet]),
        BadgeCriterion("input_validation", .silver, .security, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("hardening", .silver, .security, .should, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("assurance_case", .silver, .security, .must, [.addressWhenMet]),
        BadgeCriterion(
            "static_analysis_common_vulnerabilities", .silver, .analysis, .must,
            [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("dynamic_analysis_unsafe", .silver, .analysis, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
    ]

    package static let gold: [BadgeCriterion] = [
        BadgeCriterion("achieve_silver", .gold, .basics, .must),
        BadgeCriterion("bus_factor", .gold, .basics, .must, [.addressWhenMet]),
        BadgeCriterion("contributors_unassociated", .gold, .basics, .must, [.addressWhenMet]),
        BadgeCriterion("copyright_per_file", .gold, .basics, .must, [.justifiesMet]),
        BadgeCriterion("license_per_file", .gold, .basics, .must, [.justifiesMet]),
        BadgeCriterion("repo_distributed", .gold, .changeControl, .must, [.justifiesMet]),
        BadgeCriterion("small_tasks", .gold, .changeControl, .must, [.addressWhenMet]),
        BadgeCriterion("require_2FA", .gold, .changeControl, .must, [.justifiesMet]),
        BadgeCriterion("secure_2FA", .gold, .changeControl, .should, [.justifiesMet]),
        BadgeCriterion("code_review_standards", .gold, .quality, .must, [.allowsNA, .justifiesNA, .addressWhenMet]),
        BadgeCriterion("two_person_review", .gold, .quality, .must, [.justifiesMet]),
        BadgeCriterion("build_reproducible", .gold, .quality, .must, [.allowsNA, .justifiesNA, .addressWhenMet]),
        BadgeCriterion("test_invocation", .gold, .quality, .must, [.addressWhenMet]),
        BadgeCriterion("test_continuous_integration", .gold, .quality, .must, [.addressWhenMet]),
        BadgeCriterion("test_statement_coverage90", .gold, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("test_branch_coverage80", .gold, .quality, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion("crypto_used_network", .gold, .security, .must, [.allowsNA, .justifiesMet]),
        BadgeCriterion("crypto_tls12", .gold, .security, .must, [.allowsNA, .justifiesMet]),
        BadgeCriterion("hardened_site", .gold, .security, .must, [.addressWhenMet]),
        BadgeCriterion("security_review", .gold, .security, .must, [.justifiesMet]),
        BadgeCriterion("hardening", .gold, .security, .must, [.allowsNA, .justifiesNA, .addressWhenMet]),
        BadgeCriterion("dynamic_analysis", .gold, .analysis, .must, [.allowsNA, .justifiesNA, .justifiesMet]),
        BadgeCriterion(
            "dynamic_analysis_enable_assertions", .gold, .analysis, .should, [.allowsNA, .justifiesNA, .justifiesMet]),
    ]
}
