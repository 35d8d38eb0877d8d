package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

final class StartTest extends KmsTest {

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    KeyPair tooSmall = KeyMaterial.random().generate("ECC_NIST_P256");
    return super.configure(builder)
        .credentials("AKIDSECOND", "secret")
        .credentials("AKIDFOREIGN", "secret", "111122223333")
        .keyMaterial(spec -> tooSmall);
  }

  @Test
  void listensOnLoopback() {
    assertThat(localKms.endpoint().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
  }

  @Test
  void listensOnLoopbackOfTheOtherFamilyToo() throws Exception {
    assumeThat(NetworkInterface.getByInetAddress(InetAddress.getAllByName("::1")[0]))
        .as("this machine has IPv6")
        .isNotNull();
    try (LocalKms six = LocalKms.builder().host("::1").start()) {
      assertThat(six.endpoint().toString()).startsWith("http://[");
    }
  }

  @Test
  void callersOfOneAccountShareItsKeysAndOthersDoNotSeeThem() {
    String key = signingKey();
    assertThat(client(REGION, "AKIDSECOND", "secret").listKeys().keys()).hasSize(1);
    var foreign = client(REGION, "AKIDFOREIGN", "secret");
    assertThat(foreign.listKeys().keys()).isEmpty();
    assertThat(foreign.createKey().keyMetadata().awsAccountId()).isEqualTo("111122223333");
    refusal(() -> foreign.describeKey(r -> r.keyId(key)), "AccessDeniedException");
  }

  @Test
  void unfitKeyMaterialIsAnInternalError() {
    refusal(() -> key(KeySpec.ECC_NIST_P384, KeyUsageType.SIGN_VERIFY), "KMSInternalException");
    refusal(() -> key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY), "KMSInternalException");
  }

  @Test
  void offLoopbackItNeedsCredentialsOfItsOwn() {
    LocalKms.Builder open = LocalKms.builder().host("0.0.0.0");
    assertThatThrownBy(open::start).isInstanceOf(IllegalStateException.class);
    open.credentials("AKIDMINE", LocalKms.SECRET_ACCESS_KEY);
    assertThatThrownBy(open::start).isInstanceOf(IllegalStateException.class);
    LocalKms.Builder own = LocalKms.builder().host("0.0.0.0").credentials("AKIDMINE", "own");
    try (LocalKms started = own.start()) {
      assertThat(started.endpoint().getPort()).isPositive();
    }
  }

  @Test
  void badSettingsAreRefusedAtOnce() {
    LocalKms.Builder builder = LocalKms.builder().credentials("AKID", "x");
    assertThatThrownBy(() -> builder.port(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.port(65536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.credentials("AKID", "y"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.credentials("a/b", "y"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.credentials("AKID2", "y", "12"))
        .isInstanceOf(IllegalArgumentException.class);
    LocalKms.Builder taken = LocalKms.builder().port(localKms.endpoint().getPort());
    assertThatThrownBy(taken::start).isInstanceOf(UncheckedIOException.class);
  }
}
