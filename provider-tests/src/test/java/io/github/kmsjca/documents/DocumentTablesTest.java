package io.github.kmsjca.documents;

import static java.util.stream.Collectors.joining;

import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.telemetry.CallCounter;
import io.github.kmsjca.spec.KmsFailure;
import io.github.kmsjca.testkit.DocumentTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents' tables follow from the rows in the code. */
class DocumentTablesTest {
  @Test
  void algorithms() throws IOException {
    DocumentTable table =
        new DocumentTable(
            "algorithms",
            "Signature algorithm",
            "Aliases",
            "KMS keys",
            "KMS SigningAlgorithm",
            "Notes");
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      table.row(
          code(row.jcaName()),
          codes(row.aliases().stream().filter(alias -> !alias.startsWith("OID."))),
          codes(keys(row).map(Enum::name)),
          codes(digests(row).map(row.scheme()::wireName).distinct()),
          notes(row));
    }
    table.check();
  }

  private static Stream<KeySpec> keys(SignatureAlgorithm row) {
    return Arrays.stream(KeySpec.values()).filter(row::suits);
  }

  /** Those that KMS is told of: with ECDSA it is the curve's, whatever digest the name has. */
  private static Stream<Digest> digests(SignatureAlgorithm row) {
    return switch (row.scheme()) {
      case RSA_PKCS1, RSA_PSS ->
          row.digest() != null
              ? Stream.of(row.digest())
              : Stream.of(Digest.SHA_256, Digest.SHA_384, Digest.SHA_512);
      case ECDSA_DER, ECDSA_P1363 ->
          keys(row).map(KeySpec::nativeDigest).map(Objects::requireNonNull);
      case ED25519, ED25519PH, ML_DSA, SM2 -> Stream.of(Digest.SHA_512);
    };
  }

  private static String notes(SignatureAlgorithm row) {
    boolean noDigest = row.digest() == null;
    return switch (row.scheme()) {
      case RSA_PKCS1 -> noDigest ? "takes a DigestInfo of SHA-256, SHA-384 or SHA-512" : "";
      case RSA_PSS ->
          noDigest
              ? "parameters required: MGF1 with the same digest, salt as long as the digest"
              : "parameters are preset";
      case ECDSA_DER -> noDigest ? "takes a digest, at most 64 bytes" : "";
      case ECDSA_P1363 ->
          "r and s side by side" + (noDigest ? "; takes a digest, at most 64 bytes" : "");
      case ED25519 -> "message of at most 4096 bytes";
      case ED25519PH -> "as KMS makes it: Ed25519ph over the SHA-512 digest as its message";
      case ML_DSA -> "pure, empty context, message of any size";
      case SM2 -> "default identifier";
    };
  }

  @Test
  void ciphers() throws IOException {
    DocumentTable table =
        new DocumentTable(
            "ciphers", "Cipher transformation", "Aliases", "KMS keys", "KMS operations", "Notes");
    for (CipherAlgorithm row : CipherAlgorithm.values()) {
      table.row(
          code(row.jcaName()),
          codes(row.aliases().stream()),
          codes(Arrays.stream(KeySpec.values()).filter(row::suits).map(Enum::name)),
          operations(row),
          notes(row));
    }
    table.check();
  }

  private static String operations(CipherAlgorithm row) {
    return switch (row.scheme()) {
      case ENVELOPE, FRAMED -> "GenerateDataKey, Decrypt; AES is here";
      case DIRECT -> "Encrypt, Decrypt";
      case OAEP, SM2 -> "Decrypt; encryption is here";
    };
  }

  private static String notes(CipherAlgorithm row) {
    return switch (row) {
      case AES_GCM -> "AWS Encryption SDK messages; not offered with `aesgcm=false`";
      case ENVELOPE -> "the same under a name of its own";
      case FRAMED -> "the same, in constant memory: frames are released one by one";
      case DIRECT -> "1 to 4096 bytes; the bare CiphertextBlob";
      case OAEP -> "SHA-1 unless parameters say SHA-256; MGF1 with the same digest, no label";
      case OAEP_SHA_1 -> "MGF1 with SHA-1, no label";
      case OAEP_SHA_256 ->
          "MGF1 with SHA-256, no label; the platform encrypts with MGF1 with SHA-1 unless it is"
              + " given `KmsPrivateKey.oaepSpec()`";
      case SM2 -> "at most 1024 bytes; an ASN.1 sequence";
    };
  }

  @Test
  void macs() throws IOException {
    DocumentTable table =
        new DocumentTable(
            "macs", "Mac algorithm", "Aliases", "KMS keys", "KMS MacAlgorithm", "Notes");
    for (MacAlgorithm row : MacAlgorithm.values()) {
      table.row(
          code(row.jcaName()),
          codes(row.aliases().stream().filter(alias -> !alias.startsWith("OID."))),
          code(row.spec().name()),
          code(row.wireName()),
          "message of 1 to 4096 bytes");
    }
    table.check();
  }

  @Test
  void agreements() throws IOException {
    DocumentTable plain =
        new DocumentTable(
            "agreements", "KeyAgreement algorithm", "KMS keys", "KMS operation", "Notes");
    DocumentTable derived =
        new DocumentTable("derivations", "KeyAgreement algorithm", "Alias", "Key derivation");
    for (AgreementAlgorithm row : AgreementAlgorithm.values()) {
      if (row.digest() == null) {
        plain.row(
            code(row.jcaName()),
            codes(Arrays.stream(KeySpec.values()).filter(row::suits).map(Enum::name)),
            "DeriveSharedSecret",
            "the x coordinate; of usage KEY_AGREEMENT");
      } else {
        derived.row(
            code(row.jcaName()),
            codes(row.aliases().stream().filter(alias -> !alias.startsWith("OID."))),
            (row.isCounterFirst() ? "concatenation" : "X9.63") + " with " + row.digest());
      }
    }
    plain.check();
    derived.check();
  }

  @Test
  void kems() throws IOException {
    DocumentTable table =
        new DocumentTable("kems", "KEM algorithm", "Aliases", "KMS keys", "KMS operation", "Notes");
    for (KemAlgorithm row : KemAlgorithm.values()) {
      table.row(
          code(row.jcaName()),
          codes(row.aliases().stream().filter(alias -> !alias.startsWith("OID."))),
          codes(Arrays.stream(KeySpec.values()).filter(row::suits).map(Enum::name)),
          "Decapsulate; encapsulation is here",
          "where Java has `javax.crypto.KEM`: JDK 21, later updates of 17");
    }
    table.check();
  }

  @Test
  void generators() throws IOException {
    DocumentTable table =
        new DocumentTable("generators", "Engine", "Algorithm", "Aliases", "KMS keys", "By default");
    for (GeneratorAlgorithm row : GeneratorAlgorithm.values()) {
      table.row(
          row.engine(),
          code(row.jcaName()),
          codes(row.aliases().stream().filter(alias -> !alias.startsWith("OID."))),
          codes(row.keySpecs().stream().map(Enum::name)),
          code(row.defaultSpec().name()));
    }
    table.check();
  }

  @Test
  void settings() throws IOException {
    DocumentTable table = new DocumentTable("settings", "Key", "Value", "Default", "Meaning");
    for (Setting row : Setting.values()) {
      String defaultText = row.defaultText();
      table.row(
          code(row.key()),
          row.shape().description(),
          defaultText == null ? "" : code(defaultText),
          row.meaning());
    }
    table.check();
  }

  @Test
  void failures() throws IOException {
    DocumentTable table =
        new DocumentTable("failures", "Failure", "Meaning", "What to do", "May pass");
    for (KmsFailure row : KmsFailure.values()) {
      table.row(code(row.name()), row.meaning(), row.advice(), row.isTransient() ? "yes" : "no");
    }
    table.check();
  }

  @Test
  void counters() throws IOException {
    DocumentTable table = new DocumentTable("counters", "Attribute and column", "What it shows");
    for (CallCounter row : CallCounter.values()) {
      table.row(code(row.attribute()), row.meaning());
    }
    table.check();
  }

  private static String codes(Stream<String> texts) {
    return texts.map(DocumentTablesTest::code).collect(joining(", "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
