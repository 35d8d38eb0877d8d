package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the other providers accept is remembered, but not longer than they are there. */
@ResourceLock("java.security.Security")
class ChangingListTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  private static final KeyPair PAIR = new KeyPair(null, null);

  private final Provider ours = kms.provider();
  private final Provider local = new Local();

  @BeforeEach
  void register() {
    Security.insertProviderAt(ours, 1);
    Security.insertProviderAt(local, 2);
  }

  @AfterEach
  void remove() {
    Security.removeProvider(ours.getName());
    Security.removeProvider(local.getName());
  }

  private static KeyPairGenerator initialised() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(Local.CURVE));
    return generator;
  }

  @Test
  void acceptedAsLongAsThereIsSomebodyWhoDoes() throws Exception {
    for (int i = 0; i < 3; i++) {
      KeyPairGenerator generator = initialised();
      assertThat(generator.generateKeyPair()).isSameAs(PAIR);
      assertThat(generator.getProvider()).isSameAs(local);
    }
    Security.removeProvider(local.getName());
    assertThatThrownBy(ChangingListTest::initialised)
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining(Local.CURVE);
    Security.insertProviderAt(local, 2);
    assertThat(initialised().generateKeyPair()).isSameAs(PAIR);
  }

  /** JCA looks for the next one in the list as it was, and so do we. */
  @Test
  void removedBetweenSearchAndParameters() throws Exception {
    initialised();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    Security.removeProvider(local.getName());
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    assertThat(generator.generateKeyPair().getPrivate().getAlgorithm()).isEqualTo("EC");
  }

  /** Has a curve of its own. */
  private static final class Local extends Provider {
    static final String CURVE = "local curve";
    private static final long serialVersionUID = 1;

    Local() {
      super("Local", "1", "");
      putService(
          new Service(this, "KeyPairGenerator", "EC", Pairs.class.getName(), List.of(), null) {
            @Override
            public Object newInstance(Object parameter) {
              return new Pairs();
            }
          });
    }
  }

  private static final class Pairs extends KeyPairGeneratorSpi {
    @Override
    public void initialize(int size, SecureRandom random) {}

    @Override
    public void initialize(AlgorithmParameterSpec parameters, SecureRandom random)
        throws InvalidAlgorithmParameterException {
      if (!(parameters instanceof ECGenParameterSpec curve)
          || !curve.getName().equals(Local.CURVE)) {
        throw new InvalidAlgorithmParameterException();
      }
    }

    @Override
    public KeyPair generateKeyPair() {
      return PAIR;
    }
  }
}
