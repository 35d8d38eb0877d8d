package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seed files that can not be understood: the message tells the file, the place, and what to do. */
final class SeedErrorTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keys: [{id: x}]                      | keys[0].id (line 2): 'x' is no key id: expected is a UUID",
        "keys: [{id: ABCD1234-12ab-34cd-56ef-1234567890ab}]       | is no key id",
        "keys: [{multiRegion: true, id: 1234abcd-12ab-34cd-56ef-1234567890ab}] | mrk- and 32 lower-case",
        "keys: [{}]                           | keys[0] (line 2): has neither an id nor aliases",
        "keys: [{aliases: [alias/a], sepc: A}]| keys[0].sepc (line 2): is not known here; what may stand here: account,",
        "keys: [{aliases: [web]}]             | keys[0].aliases[0] (line 2): 'web' is no alias",
        "keys: [{aliases: [alias/aws/ebs]}]   | alias/aws/ is reserved",
        "keys: [{aliases: ['alias/a b']}]     | KMS would refuse it: ValidationException",
        "keys: [{aliases: [alias/a], spec: RSA}]                  | keys[0].spec (line 2): 'RSA' is none of RSA_2048, ",
        "keys: [{aliases: [alias/a], usage: SIGN_VERIFY}]         | a key of spec SYMMETRIC_DEFAULT is not for SIGN_VERIFY but for ENCRYPT_DECRYPT",
        "keys: [{aliases: [alias/a], region: nowhere}]            | 'nowhere' is no Region such as eu-west-1",
        "keys: [{aliases: [alias/a], account: 12}]                | '12' is no account: twelve digits are expected",
        "keys: [{aliases: [alias/a], enabled: yes}]               | keys[0].enabled (line 2): true or false is expected",
        "keys: [{aliases: [alias/a], deletionDate: tomorrow}]     | a date such as 2030-01-31T12:00:00Z is expected",
        "keys: [{aliases: [alias/a], rotationDays: 12}]           | 90 to 2560 days are expected",
        "keys: [{aliases: [alias/a], spec: HMAC_256, rotationDays: 120}] | only a SYMMETRIC_DEFAULT key of origin AWS_KMS rotates",
        "keys: [{aliases: [alias/a], tags: {'aws:x': y}}]         | keys[0].tags (line 2): KMS would refuse it: TagException",
        "keys: [{aliases: [alias/a], tags: [x]}]                  | names with values are expected",
        "keys: [{aliases: [alias/a], policy: none}]               | MalformedPolicyDocumentException",
        "keys: [{aliases: [alias/a], replicas: [eu-west-1]}]      | only a key with multiRegion: true has replicas",
        "keys: [{aliases: [alias/a], multiRegion: true, replicas: [us-east-1]}] | the key is in us-east-1 already",
        "keys: [{aliases: [alias/a], validTo: 2030-01-31T12:00:00Z}]            | validTo needs origin EXTERNAL, and material",
        "keys: [{aliases: [alias/a], spec: ML_KEM_512, origin: EXTERNAL}]       | can not have origin EXTERNAL",
        "keys: [{aliases: [alias/a], material: {hex: abcd}}]      | keys[0].material.hex (line 2): a key of spec SYMMETRIC_DEFAULT is expected, 32 bytes (The key has 2 bytes)",
        "keys: [{aliases: [alias/a], material: {hex: abc}}]       | keys[0].material.hex (line 2): is neither valid nor whole",
        "keys: [{aliases: [alias/a], material: {}}]               | one of base64, file, hex, pem is expected",
        "keys: [{aliases: [alias/a], material: {file: none.pem}}] | keys[0].material.file (line 2): the file can not be read",
        "keys: [{aliases: [alias/a], spec: RSA_2048, material: {hex: abcd}}]    | a private key of spec RSA_2048 is expected, in PKCS #8, PKCS #1 or SEC 1",
        "keys: x                              | keys (line 2): a list is expected",
        "kees: []                             | kees (line 2): is not known here; what may stand here: account, aliases, keys, region",
        "aliases: [{name: alias/a}]           | aliases[0] (line 2): lacks key",
        "aliases: [{name: alias/a, key: 1234abcd-12ab-34cd-56ef-1234567890ab}]  | there is no key 1234abcd-12ab-34cd-56ef-1234567890ab in us-east-1",
        "keys: [                              | no YAML: ",
        "'keys: []\nkeys: []'                 | keys (line 3): is there twice",
        "keys: &a [*a]                        | a part that contains itself",
      })
  void theMessageTellsWhereAndWhat(String text, String expected) throws IOException {
    assertThat(message("region: us-east-1\n" + text)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Aes: [{Metadata: {KeyId: 1234abcd-12ab-34cd-56ef-1234567890ab}}]                       | Keys.Symmetric.Aes[0] (line 3): BackingKeys is expected, with one key or more",
        "Aes: [{Metadata: {KeyId: 1234abcd-12ab-34cd-56ef-1234567890ab}, BackingKeys: [abcd]}]  | Keys.Symmetric.Aes[0].BackingKeys[0] (line 3): 32 bytes in hexadecimal are expected",
        "Aes: [{BackingKeys: []}]             | lacks Metadata",
        "Des: []                              | Keys.Symmetric.Des (line 3): is not known here; what may stand here: Aes",
      })
  void theSameForTheFileOfNsmithuk(String text, String expected) throws IOException {
    assertThat(message("Keys:\n  Symmetric:\n    " + text)).contains(expected);
  }

  @Test
  void noMessageQuotesAKeyNorControlCharacters() throws IOException {
    String secret = "5cdaead27fe7da2de47945d73cd6d79e36494e73802f3cd3869f1d2cb0b5d7";
    String head = "region: us-east-1\nkeys: [{aliases: [alias/a], ";
    for (String material :
        new String[] {
          "material: {hex: " + secret + "}}]",
          "material: {hex: z" + secret + "}}]",
          "material: {base64: '*" + secret + "'}}]",
          "spec: RSA_2048, material: {pem: " + secret + "}}]",
          "material: {hex: " + secret + "]}"
        }) {
      assertThat(message(head + material)).doesNotContain(secret.substring(2, 12));
    }
    assertThat(message(head + "spec: \"A\\nB\\e[31m" + "x".repeat(500) + "\"}]"))
        .contains("'A?B?[31mxxx")
        .hasSizeLessThan(800);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    IllegalArgumentException refusal =
        catchThrowableOfType(
            IllegalArgumentException.class,
            () -> LocalKms.builder().seed(folder.resolve("none.yaml")).start());
    assertThat(refusal).hasMessageContaining("none.yaml: can not be read");
  }

  private String message(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("seed.yaml"), text);
    IllegalArgumentException refusal =
        catchThrowableOfType(
            IllegalArgumentException.class, () -> LocalKms.builder().seed(file).start().close());
    assertThat(refusal).as(text).isNotNull().hasMessageStartingWith(file.toString());
    return String.valueOf(refusal.getMessage());
  }
}
