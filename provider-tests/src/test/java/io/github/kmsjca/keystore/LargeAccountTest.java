package io.github.kmsjca.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account of ten thousand aliases is gone through for the price of its listing. */
class LargeAccountTest {
  private static final int MANY = 10_000;
  private static final int PAGES = 101;
  private static final int ALIASES_OF_A_KEY = 50; // KMS permits no more
  @RegisterExtension static final TestKms kms = TestKms.start();

  @Test
  void onlyTheListingIsPaid() throws Exception {
    String key = "";
    for (int i = 0; i < MANY; i++) {
      if (i % ALIASES_OF_A_KEY == 0) {
        key = kms.local().createKey(TestKms.REGION, "ECC_NIST_P256", "SIGN_VERIFY");
      }
      kms.local().createAlias(TestKms.REGION, "alias/many/" + i, key);
    }
    KeyStore store = TestKms.keyStore(kms.provider("selfSigned", "true"));
    List<String> aliases = Collections.list(store.aliases());
    assertThat(aliases).hasSize(MANY + TestKms.ALIAS_BY_SPEC.size()).hasSize(store.size());
    for (String alias : aliases) {
      assertThat(store.containsAlias(alias)).isTrue();
      assertThat(store.isKeyEntry(alias)).isTrue();
      assertThat(store.isCertificateEntry(alias)).isFalse();
      assertThat(store.getCreationDate(alias)).isNotNull();
      assertThat(store.getCertificateChain(alias)).isNull();
      assertThat(store.getCertificate(alias)).isNull();
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, new char[0]);
    X509KeyManager manager = (X509KeyManager) factory.getKeyManagers()[0];
    assertThat(manager.getServerAliases("EC", null)).isNull();
    assertThat(kms.local().calls().all())
        .hasSize(PAGES)
        .allMatch(call -> call.operation().equals("ListAliases"));
  }
}
