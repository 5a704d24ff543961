// SPDX-License-Identifier: Apache-2.0

/// Ruby, PHP, .NET, Dart, Erlang, Haskell, R, Julia, Swift, C and C++, Conda, OCaml, Perl, Git, Actions, Docker.
package enum MoreLanguageFormats {
    package static let all: [InventoryReader] = [
        GemfileLock.reader,
        ComposerLock.reader,
        PackagesLock.reader, PackagesConfig.reader, DepsJSON.reader, ProjectAssets.reader, MSBuildProject.reader,
        PaketLock.reader, PaketDependencies.reader,
        PubspecLock.reader,
        MixLock.reader, RebarLock.reader,
        GleamManifest.reader, GleamProject.reader,
        StackLock.reader, CabalFreeze.reader,
        RenvLock.reader,
        JuliaManifest.reader, JuliaProject.reader,
        PackageResolved.reader, PodfileLock.reader, CartfileResolved.reader,
        ConanLock.reader, ConanFile.reader,
        CondaLock.reader, CondaEnvironment.reader, CondaMeta.reader,
        OpamFile.reader,
        CpanfileSnapshot.reader,
        GitSubmodules.reader,
        GitHubActions.reader,
        Dockerfile.reader, ComposeFile.reader,
    ]
}
