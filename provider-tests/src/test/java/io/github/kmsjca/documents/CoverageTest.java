package io.github.kmsjca.documents;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.kmsjca.testkit.DocumentTable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/**
 * The table of KMS's operations: all that the SDK knows, and as ours exactly those that this
 * library calls.
 */
class CoverageTest {
  private static final String ADMINISTRATION = "administration: use the AWS SDK";

  /** Data keys for another machine than this one. */
  private static final Set<String> NOT_OFFERED =
      Set.of("GenerateDataKeyWithoutPlaintext", "GenerateDataKeyPairWithoutPlaintext");

  private static final Map<String, String> REACHED =
      Map.ofEntries(
          Map.entry("Sign", "`Signature`"),
          Map.entry("Verify", "`Signature` with `verify=kms`; else it is here"),
          Map.entry("GenerateMac", "`Mac`"),
          Map.entry(
              "VerifyMac",
              "not called: `Mac` makes one to compare; `KmsProvider.check` rehearses it"),
          Map.entry("Encrypt", "`Cipher`: `AWSKMS`, and messages to several keys"),
          Map.entry("Decrypt", "`Cipher`: to decrypt and to unwrap"),
          Map.entry("ReEncrypt", "`KmsReEncryption`"),
          Map.entry("GenerateDataKey", "`Cipher`; `KeyGenerator` with `DataKeyParameterSpec`"),
          Map.entry("GenerateDataKeyPair", "`KeyPairGenerator` with `DataKeyParameterSpec`"),
          Map.entry("DeriveSharedSecret", "`KeyAgreement`"),
          Map.entry(
              "Encapsulate", "not called: `KEM` does it here; `KmsProvider.check` rehearses it"),
          Map.entry("Decapsulate", "`KEM`"),
          Map.entry("GenerateRandom", "`SecureRandom`"),
          Map.entry(
              "GetPublicKey",
              "`KeyStore`, `KmsPrivateKey.publicKey()`, the generators, `KmsProvider.check`"),
          Map.entry(
              "DescribeKey",
              "`KeyStore`: symmetric keys, attributes with `metadata=true`, whether an alias is free; the generators; `KmsProvider.check`"),
          Map.entry("ListAliases", "`KeyStore`: `aliases`, `size`"),
          Map.entry("ListKeys", "one row, only to learn the caller's own account"),
          Map.entry(
              "CreateKey",
              "`KeyPairGenerator`, `KeyGenerator`; `KeyStore.setKeyEntry` with `import=true`"),
          Map.entry("CreateAlias", "the generators; `KeyStore.store`; imports"),
          Map.entry("UpdateAlias", "`KeyStore.store` and imports, with `moveAliases=true`"),
          Map.entry("GetParametersForImport", "`KeyStore.setKeyEntry` with `import=true`"),
          Map.entry("ImportKeyMaterial", "`KeyStore.setKeyEntry` with `import=true`"),
          Map.entry("ListResourceTags", "`KeyStore`: attributes with `metadata=true`"),
          Map.entry("GetKeyRotationStatus", "`KeyStore`: attributes with `metadata=true`"));

  private static String operation(String method) {
    return Character.toUpperCase(method.charAt(0)) + method.substring(1);
  }

  private static Set<String> ofTheSdk() {
    return Arrays.stream(KmsClient.class.getMethods())
        .filter(method -> !method.getName().endsWith("Paginator"))
        .filter(CoverageTest::takesARequest)
        .map(method -> operation(method.getName()))
        .collect(toCollection(TreeSet::new));
  }

  private static boolean takesARequest(Method method) {
    return method.getParameterCount() == 1
        && KmsRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
  }

  private static Set<String> calledHere() {
    Set<String> known = ofTheSdk();
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.kmsjca.internal.kms")
            .stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isEquivalentTo(KmsClient.class))
            .map(JavaAccess::getName)
            .map(CoverageTest::operation)
            .filter(known::contains)
            .collect(toCollection(TreeSet::new));
  }

  @Test
  void whatIsCalledIsSaid() {
    assertThat(new TreeSet<>(REACHED.keySet())).isEqualTo(calledHere());
  }

  @Test
  void everyOperation() throws IOException {
    Map<String, String> rows = new TreeMap<>(REACHED);
    NOT_OFFERED.forEach(operation -> rows.put(operation, "not offered: use the AWS SDK"));
    ofTheSdk().forEach(operation -> rows.putIfAbsent(operation, ADMINISTRATION));
    assertThat(rows).hasSizeGreaterThan(50);
    DocumentTable table = new DocumentTable("operations", "KMS operation", "From Java");
    rows.forEach(table::row);
    table.check();
  }
}
