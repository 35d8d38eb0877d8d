package io.github.kmsjca.cipher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import java.security.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ciphers there are. */
class RegistrationTest {
  private static Provider.Service service(Provider provider, CipherAlgorithm row) {
    return provider.getService("Cipher", row.jcaName());
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
  void theStandardNameCanBeTurnedOff() {
    Provider provider = new KmsProvider().configure("aesgcm=false");
    assertNull(service(provider, CipherAlgorithm.AES_GCM));
    assertNotNull(service(provider, CipherAlgorithm.ENVELOPE));
  }

  /** A text that is no flag is for the first use to complain about. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "", "nonsense"})
  void anythingElseLeavesItOn(String text) {
    Provider provider = KmsProvider.builder().set("aesgcm", text).build();
    assertNotNull(service(provider, CipherAlgorithm.AES_GCM));
  }

  @Test
  void theArgumentWinsOverTheProperty() {
    System.setProperty("awskms.CIPHERS.aesgcm", "false");
    try {
      Provider byProperty = KmsProvider.builder().set("name", "CIPHERS").build();
      assertNull(service(byProperty, CipherAlgorithm.AES_GCM));
      Provider byArgument = new KmsProvider().configure("name=CIPHERS;aesgcm=true");
      assertNotNull(service(byArgument, CipherAlgorithm.AES_GCM));
      assertEquals("CIPHERS", byArgument.getName());
      assertNotNull(service(new KmsProvider(), CipherAlgorithm.AES_GCM));
    } finally {
      System.clearProperty("awskms.CIPHERS.aesgcm");
    }
  }
}
