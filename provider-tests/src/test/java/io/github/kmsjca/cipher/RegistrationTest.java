package io.github.kmsjca.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ciphers there are. */
class RegistrationTest {
  private static Provider.Service service(Provider provider, CipherAlgorithm row) {
    return provider.getService("Cipher", row.jcaName());
  }

  private static void assertOffered(Provider provider, CipherAlgorithm row) throws Exception {
    assertThat(provider.getServices()).anyMatch(service -> isOf(service, row));
    assertThat(Cipher.getInstance(row.jcaName(), provider).getProvider()).isSameAs(provider);
  }

  /**
   * Nobody is told that it is here or gets it; what a key of KMS is told is in {@code RefusalTest}.
   */
  private static void assertNotOffered(Provider provider, CipherAlgorithm row) throws Exception {
    assertThat(provider.getServices()).noneMatch(service -> isOf(service, row));
    assertThat(provider.keySet()).doesNotContain("Cipher." + row.jcaName());
    assertThatThrownBy(() -> Cipher.getInstance(row.jcaName(), provider))
        .isInstanceOf(NoSuchAlgorithmException.class)
        .hasStackTraceContaining("aesgcm=false");
  }

  private static boolean isOf(Provider.Service service, CipherAlgorithm row) {
    return service.getType().equals("Cipher") && service.getAlgorithm().equals(row.jcaName());
  }

  @ParameterizedTest
  @EnumSource
  void everyRowIsThereUnderAllItsNames(CipherAlgorithm row) {
    Provider provider = new KmsProvider();
    assertNotNull(service(provider, row));
    for (String alias : row.aliases()) {
      assertNotNull(provider.getService("Cipher", alias), alias);
    }
  }

  @Test
  void theStandardNameCanBeTurnedOff() throws Exception {
    Provider provider = new KmsProvider().configure("aesgcm=false");
    assertNotOffered(provider, CipherAlgorithm.AES_GCM);
    assertOffered(provider, CipherAlgorithm.ENVELOPE);
  }

  /** A text that is no flag is for the first use to complain about. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "", "nonsense"})
  void anythingElseLeavesItOn(String text) throws Exception {
    Provider provider = KmsProvider.builder().set("aesgcm", text).build();
    assertOffered(provider, CipherAlgorithm.AES_GCM);
  }

  @Test
  void theArgumentWinsOverTheProperty() throws Exception {
    System.setProperty("awskms.CIPHERS.aesgcm", "false");
    try {
      Provider byProperty = KmsProvider.builder().set("name", "CIPHERS").build();
      assertNotOffered(byProperty, CipherAlgorithm.AES_GCM);
      Provider byArgument = new KmsProvider().configure("name=CIPHERS;aesgcm=true");
      assertOffered(byArgument, CipherAlgorithm.AES_GCM);
      assertEquals("CIPHERS", byArgument.getName());
      assertOffered(new KmsProvider(), CipherAlgorithm.AES_GCM);
    } finally {
      System.clearProperty("awskms.CIPHERS.aesgcm");
    }
  }
}
