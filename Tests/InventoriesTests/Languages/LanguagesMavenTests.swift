// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

@Suite struct LanguagesMavenTests {
    private let parent = """
        <project>
          <groupId>org.app</groupId><artifactId>parent</artifactId><version>${revision}</version>
          <modules><module>core</module><module>bom</module></modules>
          <properties><revision>2.0</revision><lib.version>1.0</lib.version><other>${lib.version}.1</other></properties>
          <dependencyManagement><dependencies>
            <dependency><groupId>org.m</groupId><artifactId>managed</artifactId><version>${lib.version}</version>
              <scope>test</scope></dependency>
            <dependency><groupId>org.app</groupId><artifactId>bom</artifactId><version>${project.version}</version>
              <type>pom</type><scope>import</scope></dependency>
            <dependency><groupId>org.spring</groupId><artifactId>far-bom</artifactId><version>3</version>
              <type>pom</type><scope>import</scope></dependency>
          </dependencies></dependencyManagement>
          <build><pluginManagement><plugins>
            <plugin><artifactId>maven-jar-plugin</artifactId><version>3.4</version></plugin>
          </plugins></pluginManagement></build>
        </project>
        """
    private let bill = """
        <project>
          <parent><groupId>org.app</groupId><artifactId>parent</artifactId><version>${revision}</version></parent>
          <artifactId>bom</artifactId>
          <properties><b>7</b></properties>
          <dependencyManagement><dependencies>
            <dependency><groupId>org.m</groupId><artifactId>billed</artifactId><version>${b}.0</version></dependency>
          </dependencies></dependencyManagement>
        </project>
        """
    private let child = """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <parent>
            <groupId>org.app</groupId><artifactId>parent</artifactId><version>${revision}</version>
          </parent>
          <artifactId>core</artifactId>
          <properties><lib.version>1.5</lib.version><loop>${pool}</loop><pool>${loop}</pool></properties>
          <dependencies>
            <dependency>
              <groupId>org.m</groupId><artifactId>managed</artifactId>
            </dependency>
            <dependency><groupId>org.m</groupId><artifactId>billed</artifactId><optional>true</optional></dependency>
            <dependency><groupId>${project.groupId}</groupId><artifactId>bom</artifactId>
              <version>${project.version}</version></dependency>
            <dependency><groupId>org.m</groupId><artifactId>range</artifactId><version>[1,2)</version></dependency>
            <dependency><groupId>org.m</groupId><artifactId>nested</artifactId><version>${other}</version></dependency>
            <dependency><groupId>org.m</groupId><artifactId>unset</artifactId><version>${nowhere}</version></dependency>
            <dependency><groupId>org.m</groupId><artifactId>circle</artifactId><version>${loop}</version></dependency>
            <dependency><groupId>org.m</groupId><artifactId>lost</artifactId></dependency>
            <dependency><groupId>org.m</groupId><artifactId>api</artifactId><version>4</version>
              <scope>provided</scope></dependency>
            <dependency><artifactId>groupless</artifactId></dependency>
          </dependencies>
          <build><plugins>
            <plugin><artifactId>maven-jar-plugin</artifactId></plugin>
            <plugin><groupId>org.p</groupId><artifactId>p</artifactId><version>1</version>
              <dependencies><dependency><groupId>org.p</groupId><artifactId>d</artifactId><version>2</version>
              </dependency></dependencies></plugin>
          </plugins></build>
          <profiles><profile><id>extra</id><dependencies>
            <dependency><groupId>org.m</groupId><artifactId>profiled</artifactId><version>9</version></dependency>
          </dependencies></profile></profiles>
        </project>
        """

    private func reading() throws -> Inventory {
        try LanguageReading.read(
            MavenReader.reader, child, path: "core/pom.xml",
            related: ["pom.xml": parent, "bom/pom.xml": bill, "core/pom.xml": child])
    }

    @Test func `versions come from properties, parents, management and imported bills`() throws {
        #expect(
            LanguageReading.lines(try reading()) == [
                "org.m:managed@1.5 test direct :8",
                "org.m:billed@7.0 runtime+optional direct :11",
                "org.app:bom@2.0 runtime direct :12",
                "org.m:range@- ([1,2)) runtime direct :14",
                "org.m:nested@1.5.1 runtime direct :15",
                "org.m:unset@- (${nowhere}) runtime direct :16",
                "org.m:circle@- (${loop}) runtime direct :17",
                "org.m:lost@- runtime direct :18",
                "org.m:api@4 build direct :19",
                "org.apache.maven.plugins:maven-jar-plugin@3.4 build direct :24",
                "org.p:p@1 build direct :25",
                "org.p:d@2 build direct :26",
                "org.m:profiled@9 runtime direct :30",
            ])
    }

    @Test func `what has no version says why and where`() throws {
        let inventory = try reading()
        #expect(
            LanguageReading.warnings(inventory) == [
                "16: The version of 'org.m:unset' is '${nowhere}', and the property 'nowhere' has no value in the subject.",
                "17: The version of 'org.m:circle' is '${loop}', and the property 'loop' has no value in the subject.",
                "18: The version of 'org.m:lost' is not given in the subject; it can stand in 'org.spring:far-bom:3', not "
                    + "found in the subject either.",
                "21: The dependency has no groupId or no artifactId.",
                "29: What the profile 'extra' adds (1 dependencies and 0 plugins) is listed as if the profile were active.",
            ])
    }

    @Test func `a parent that is not there is named`() throws {
        let inventory = try LanguageReading.read(MavenReader.reader, child, path: "core/pom.xml")
        #expect(
            inventory.warnings.first?.message
                == "The version of 'org.m:managed' is not given in the subject; it can stand in "
                + "'org.app:parent:${revision}', not found in the subject either.")
    }

    @Test func `properties cannot grow without end`() throws {
        var properties = "<p0>xxxxxxxxxx</p0>"
        for step in 1...40 { properties += "<p\(step)>${p\(step - 1)}${p\(step - 1)}</p\(step)>" }
        let text = """
            <project><properties>\(properties)</properties><dependencies><dependency><groupId>g</groupId>
            <artifactId>a</artifactId><version>${p40}</version></dependency></dependencies></project>
            """
        let inventory = try LanguageReading.read(MavenReader.reader, text)
        #expect(inventory.components.first?.version == nil)
        #expect(inventory.warnings.count == 1)
    }

    @Test(arguments: [
        "<html/>", "<project>", "<project><a></b></project>", "not xml",
        "<!DOCTYPE p [<!ENTITY a 'b'>]><project>&a;</project>",
    ])
    func `what is no POM, and entities, are refused`(text: String) {
        #expect(LanguageReading.refusal(MavenReader.reader, text) != nil)
    }

    @Test(arguments: [
        ("1.0", "1.0"), ("[1.0]", "1.0"), ("[1.0,2.0)", nil), ("1.+", nil), ("latest.release", nil), ("${x}", nil),
        ("RELEASE", nil), ("", nil), ("1.0-SNAPSHOT", "1.0-SNAPSHOT"), ("1.7!!", "1.7"),
    ])
    func `a version is one only without a choice`(text: String, version: String?) {
        #expect(MavenVersion.exact(text) == version)
    }
}
