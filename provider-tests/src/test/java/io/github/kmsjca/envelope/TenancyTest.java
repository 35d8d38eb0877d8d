package io.github.kmsjca.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.crypto.AEADBadTagException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tenants share a KMS key, and are told apart by their encryption contexts. */
class TenancyTest {
  private static final Map<String, String> A = Map.of("tenant", "a");
  private static final Map<String, String> B = Map.of("tenant", "b");
  private static final byte[] PLAINTEXT = Party.plaintext(100);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Party ours;

  /** What a message carries, what its reader expects, and whether that will do. */
  enum Row {
    SAME(A, A, true),
    OTHER_TENANT(B, A, false),
    NO_TENANT(Map.of(), A, false),
    OTHER_PAIR(Map.of("tenant ", "a"), A, false),
    OTHER_CASE(Map.of("tenant", "A"), A, false),
    ONE_OF_TWO(Map.of("tenant", "a", "table", "t"), A, true),
    TWO_OF_ONE(A, Map.of("tenant", "a", "table", "t"), false),
    SWAPPED(Map.of("a", "tenant"), A, false),
    NOTHING_EXPECTED(B, Map.of(), true);

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> written;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> expected;

    private final boolean isOpened;

    Row(Map<String, String> written, Map<String, String> expected, boolean isOpened) {
      this.written = written;
      this.expected = expected;
      this.isOpened = isOpened;
    }
  }

  @BeforeAll
  static void party() throws Exception {
    ours = Party.of(kms);
  }

  /**
   * Whoever expects it by the handle, the parameters or both, at every name, its data key known.
   */
  @ParameterizedTest
  @EnumSource
  void anotherTenantsMessageIsRefused(Row row) throws Exception {
    byte[] message = ours.withContext(row.written).encrypt(PLAINTEXT);
    assertThat(ours.decrypt(message)).isEqualTo(PLAINTEXT);
    Party expecting = ours.withContext(row.expected);
    EnvelopeParameterSpec spec =
        EnvelopeParameterSpec.builder().encryptionContext(row.expected).build();
    for (String name : Party.NAMES) {
      assertOpens(row, name, () -> expecting.decrypt(name, message));
      assertOpens(row, name, () -> ours.decrypt(name, message, spec));
      assertOpens(row, name, () -> expecting.decrypt(name, message, spec));
    }
  }

  private static void assertOpens(Row row, String name, Callable<byte[]> decryption)
      throws Exception {
    kms.local().calls().clear();
    if (row.isOpened) {
      assertThat(decryption.call()).isEqualTo(PLAINTEXT);
    } else {
      assertRefused(name, decryption::call, "its encryption context differs at");
    }
    assertThat(kms.local().calls().all()).isEmpty();
  }

  private static void assertRefused(String name, ThrowingCallable decryption, String why) {
    boolean isFramed = name.equals(Party.FRAMED);
    assertThatThrownBy(decryption)
        .isExactlyInstanceOf(isFramed ? ProviderException.class : AEADBadTagException.class)
        .hasMessageContaining(why)
        .satisfies(
            e -> assertThat(isFramed ? e.getCause() : e).isInstanceOf(AEADBadTagException.class));
  }

  @Test
  void contextCanBeMandatory() throws Exception {
    Party careful = Party.of(kms, "requireContext", "true");
    byte[] message = ours.withContext(A).encrypt(PLAINTEXT);
    byte[] without = ours.encrypt(PLAINTEXT);
    kms.local().calls().clear();
    for (String name : Party.NAMES) {
      assertRefused(name, () -> careful.decrypt(name, message), "requireContext=true");
      assertRefused(name, () -> careful.decrypt(name, without), "requireContext=true");
      assertRefused(name, () -> careful.withContext(A).decrypt(name, without), "differs");
      assertRefused(name, () -> careful.withContext(B).decrypt(name, message), "differs");
    }
    assertThat(kms.local().calls().all()).isEmpty();
    for (String name : Party.NAMES) {
      assertThat(careful.withContext(A).decrypt(name, message)).isEqualTo(PLAINTEXT);
      EnvelopeParameterSpec spec = EnvelopeParameterSpec.builder().encryptionContext(A).build();
      assertThat(careful.decrypt(name, message, spec)).isEqualTo(PLAINTEXT);
    }
  }

  /** KMS enforces it too, should a header be rewritten by somebody who can. */
  @Test
  void contextReachesKms() throws Exception {
    byte[] message = ours.withContext(B).encrypt(PLAINTEXT);
    byte[] moved =
        new String(message, ISO_8859_1)
            .replaceFirst("\0\6tenant\0\1b", "\0\6tenant\0\1a")
            .getBytes(ISO_8859_1);
    Party fresh = Party.of(kms).withContext(A);
    kms.local().calls().clear();
    assertThatThrownBy(() -> fresh.decrypt(moved))
        .isExactlyInstanceOf(AEADBadTagException.class)
        .hasMessageContaining("KMS does not know its wrapped data key");
    kms.assertCalls(1, "Decrypt");
  }

  /** The handle travels with its context, to where another instance has its provider's name. */
  @Test
  @ResourceLock("java.security.Security.providers")
  void handlesDecryptWhereTheyArrive() throws Exception {
    Provider here = kms.provider("name", "TRAVELLER");
    KmsSecretKey key = Party.of(here, TestKms.SYMMETRIC).withContext(A).key();
    byte[] message = new Party(here, key).encrypt(PLAINTEXT);
    byte[] others = ours.withContext(B).encrypt(PLAINTEXT);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(written)) {
      out.writeObject(key);
    }
    Provider there = kms.provider("name", "TRAVELLER");
    Security.addProvider(there);
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(written.toByteArray()))) {
      Party arrived = new Party(there, (KmsSecretKey) in.readObject());
      for (String name : Party.NAMES) {
        assertThat(arrived.decrypt(name, message)).isEqualTo(PLAINTEXT);
        assertRefused(name, () -> arrived.decrypt(name, others), "differs at 'tenant'");
      }
      assertThat(ours.withContext(A).decrypt(arrived.encrypt(PLAINTEXT))).isEqualTo(PLAINTEXT);
    } finally {
      Security.removeProvider("TRAVELLER");
    }
  }
}
