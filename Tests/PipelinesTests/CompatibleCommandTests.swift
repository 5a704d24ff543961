// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Pipelines

/// The expectations of Scorecard's `checks/raw/shell_download_validate_test.go`, and of the rules beside them.
@Suite struct CompatibleCommandTests {
    @Test(arguments: [
        ("nuget install Newtonsoft.Json", false), ("nuget.exe install Newtonsoft.Json", false),
        ("nuget restore", false), ("nuget.exe restore", false), ("msbuild /t:restore", false),
        ("msbuild.exe /t:restore", false), ("nuget restore -LockedMode", true), ("nuget.exe restore -LockedMode", true),
        ("msbuild /t:restore /p:RestoreLockedMode=true", true),
        ("msbuild.exe /t:restore /p:RestoreLockedMode=true", true), ("dotnet restore", false),
        ("dotnet.exe restore", false), ("dotnet restore --locked-mode", true),
        ("dotnet.exe restore --locked-mode", true), ("nuget install Newtonsoft.Json -Version 2", true),
        ("nuget.exe install Newtonsoft.Json -Version 2", true), ("nuget install config\\packages.config", true),
        ("nuget.exe install config\\packages.config", true), ("dotnet add package Newtonsoft.Json", false),
        ("dotnet.exe add package Newtonsoft.Json", false), ("dotnet add project1 package Newtonsoft.Json", false),
        ("dotnet.exe add project1 package Newtonsoft.Json", false),
        ("dotnet add package Newtonsoft.Json -v 2.0", true), ("dotnet.exe add package Newtonsoft.Json -v 2.0", true),
        ("dotnet add project1 package Newtonsoft.Json -v 2.0", true),
        ("dotnet.exe add project1 package Newtonsoft.Json -v 2.0", true),
        ("dotnet add package Newtonsoft.Json --version 2.0", true),
        ("dotnet.exe add package Newtonsoft.Json --version 2.0", true),
        ("go get github.com/ossf/scorecard", false), ("go get -d -v", true),
        ("go install ./cmd/x -v", true), ("go install github.com/a/b@v1.2.3", true),
        ("go install github.com/a/b@v1.2", false), ("go get -insecure github.com/a/b@v1.2.3", false),
        ("go get -u github.com/a/b@none", true),
        ("npm install", false), ("npm ci", true),
        ("npm install github:nodeca/js-yaml#2cef47bebf60da141b78b085f3dea3b5733dcc12", true),
        ("npm install git:nodeca/js-yaml#2cef47bebf60da141b78b085f3dea3b5733dcc12", false),
        ("npm install git://nodeca/js-yaml#2cef47bebf60da141b78b085f3dea3b5733dcc12", true),
        ("npm install http://nodeca/js-yaml#2cef47bebf60da141b78b085f3dea3b5733dcc12", false),
        ("npm install https://nodeca/js-yaml#2cef47bebf60da141b78b085f3dea3b5733dcc12", false),
        ("npm install githu#b:n#odeca/js-yaml#2cef47bebf60da141b78b085f3dea3b5733dcc12", false),
        ("npm install githu:nodeca/js-yaml#2cef47bebf60da141b78b085f3dea3b5733dcc12", false),
        ("npm install githu:nodeca/js-yaml#2cef47bebf60d", false),
        ("pip install --require-hashes -r r.txt", true), ("pip install a.whl", true), ("pip install a.whl b", false),
        ("pip3 install", false), ("python3 -m pip install --no-deps -e .", true),
        (
            "pip install --no-deps -e git+https://github.com/u/r.git@0123456789abcdef0123456789abcdef01234567#egg=p",
            true
        ),
        ("pip install --no-deps -e git+https://github.com/u/r.git@v1", false),
        ("pip install -e .", false), ("choco install a", false), ("choco install a --requirechecksums", true),
        ("choco install a --requirechecksum=true", true),
    ])
    func `package managers are judged as Scorecard does`(_ text: String, _ isPinned: Bool) throws {
        let judged = try #require(CompatibleCommand(text.split(separator: " ").map(String.init)).packages)
        #expect(judged.isPinned == isPinned)
    }

    @Test(arguments: [
        "dotnet add project1 reference OtherProject", "dotnet build", "go install", "npm run build", "pip download a",
        "python -m venv x", "choco list", "echo npm install", "dotnet.exe add project1 reference A -v 2.0",
    ])
    func `other commands bring nothing in`(_ text: String) {
        #expect(CompatibleCommand(text.split(separator: " ").map(String.init)).packages == nil)
    }

    private static let commit = "5b142a1e445a6f060d6430b661408989e9580b85"

    @Test(arguments: [
        ("https://dot.net/v1/dotnet-install.sh", true), ("https://raw.githubusercontent.com", true),
        ("https://raw.githubusercontent.com/dotnet/install-scripts", true),
        ("https://raw.githubusercontent.com/dotnet/install-scripts/main/src/dotnet-install.sh", true),
        (
            "https://raw.githubusercontent.com/dotnet/install-scripts/\(String(repeating: "z", count: 40))/src/a.sh",
            true
        ),
        ("https://raw.githubusercontent.com/dotnet/install-scripts/\(commit)", true),
        ("https://raw.githubusercontent.com/dotnet/install-scripts/\(commit)/src/dotnet-install.sh", false),
        ("http://raw.githubusercontent.com/dotnet/install-scripts/\(commit)/src/dotnet-install.sh", true),
        ("https://github.com/dotnet/install-scripts/blob/\(commit)/src/dotnet-install.sh", true),
        ("'https://raw.githubusercontent.com/rust-lang/rustup/main/rustup-init.sh'", true),
        ("'https://raw.githubusercontent.com/rust-lang/rustup/\(commit)/rustup-init.sh'", false),
        ("\"https://raw.githubusercontent.com/rust-lang/rustup/main/rustup-init.sh\"", true),
        ("\"https://raw.githubusercontent.com/rust-lang/rustup/\(commit)/rustup-init.sh\"", false),
    ])
    func `addresses of files at a commit are pinned`(_ url: String, _ isUnpinned: Bool) {
        #expect(CompatibleCommand(["curl", "--proto", "'=https'", "-sSL", url]).hasUnpinnedURLs == isUnpinned)
    }

    @Test(arguments: [
        ("wget http://a/b -O /tmp/c", "/tmp/c"), ("wget http://a/b/c.sh?x=1", "c.sh"),
        ("gsutil gs://bucket/exe /tmp/x", "/tmp/x"), ("gsutil gs://bucket/exe /tmp/", "/tmp/exe"),
        ("gsutil gs://bucket/exe .", "exe"),
        ("aws s3api get-object --bucket B --key dir/exe .", "exe"),
        ("aws s3api get-object --bucket B --key dir/exe /tmp/x", "/tmp/x"),
    ])
    func `downloads are saved under a name`(_ text: String, _ file: String) {
        #expect(CompatibleCommand(text.split(separator: " ").map(String.init)).outputFile == file)
    }

    @Test(arguments: [
        ("a//b/./c/", "a/b/c"), ("", "."), ("/", "/"), ("/../a", "/a"), ("a/../..", ".."), ("./x", "x"), ("a/..", "."),
    ])
    func `paths are cleaned`(_ path: String, _ expected: String) {
        #expect(FilePathText.clean(path) == expected)
    }
}
