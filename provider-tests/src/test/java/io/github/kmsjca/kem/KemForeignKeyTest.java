package io.github.kmsjca.kem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys of others and ours, without naming a provider and by our name, in both places. */
@ResourceLock(ProviderPlace.LOCK)
class KemForeignKeyTest {
  private static final KeySpec SPEC = KeySpec.ML_KEM_768;

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;
  private static KmsPrivateKey key;
  private static KeyPair castle;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    kms.create("kem", SPEC.name(), "ENCAPSULATE_DECAPSULATE");
    key = (KmsPrivateKey) TestKms.key(provider, "kem");
    castle = KemKeys.generate(SPEC);
  }

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  /** The private key is ours, and so is the public one where nobody else can. */
  @ParameterizedTest
  @EnumSource
  void ourKeysFindTheirProvider(ProviderPlace place) throws Exception {
    place.with(
        provider,
        () -> {
          for (String name : new String[] {"ML-KEM", "ML-KEM-768", "2.16.840.1.101.3.4.4.2"}) {
            Kem kem = Kem.getInstance(name);
            Kem.Sender sender = kem.newEncapsulator(key.publicKey());
            assertThat(sender.providerName())
                .isEqualTo(KemKeys.areOnThisPlatform() ? "SunJCE" : "AWSKMS");
            Kem.Receiver receiver = kem.newDecapsulator(key);
            assertThat(receiver.providerName()).isEqualTo("AWSKMS");
            Kem.Encapsulated made = sender.encapsulate();
            assertThat(receiver.decapsulate(made.encapsulation())).isEqualTo(made.key());
          }
        });
  }

  /** With Bouncy Castle installed its keys are its own affair, and ours still are ours. */
  @ParameterizedTest
  @EnumSource
  void besideBouncyCastle(ProviderPlace place) throws Exception {
    Provider bouncyCastle = new BouncyCastleProvider();
    assumeTrue(Security.getProvider(bouncyCastle.getName()) == null);
    Security.addProvider(bouncyCastle);
    try {
      place.with(
          provider,
          () -> {
            Kem kem = Kem.getInstance("ML-KEM");
            Kem.Sender sender = kem.newEncapsulator(castle.getPublic());
            assertThat(sender.providerName())
                .isEqualTo(KemKeys.areOnThisPlatform() ? "SunJCE" : "BC");
            Kem.Encapsulated made = sender.encapsulate();
            Kem.Receiver receiver = kem.newDecapsulator(castle.getPrivate());
            assertThat(receiver.providerName()).isNotEqualTo("AWSKMS");
            assertThat(receiver.decapsulate(made.encapsulation())).isEqualTo(made.key());
            Kem.Encapsulated ours = kem.newEncapsulator(key.publicKey()).encapsulate();
            assertThat(kem.newDecapsulator(key).decapsulate(ours.encapsulation()))
                .isEqualTo(ours.key());

            // By our name, a private key of theirs goes to them as well.
            Kem named = Kem.getInstance("ML-KEM", provider);
            Kem.Encapsulated here = named.newEncapsulator(castle.getPublic()).encapsulate();
            Kem.Receiver theirs = named.newDecapsulator(castle.getPrivate());
            assertThat(theirs.secretSize()).isEqualTo(32);
            assertThat(theirs.encapsulationSize()).isEqualTo(1088);
            assertThat(theirs.decapsulate(here.encapsulation())).isEqualTo(here.key());
            assertThat(theirs.decapsulate(here.encapsulation(), 4, 20, "AES").getEncoded())
                .isEqualTo(Arrays.copyOfRange(here.key().getEncoded(), 4, 20));
            assertThatThrownBy(() -> theirs.decapsulate(new byte[3]))
                .isInstanceOf(Kem.decapsulateException());
          });
    } finally {
      Security.removeProvider(bouncyCastle.getName());
    }
    kms.assertCalls(1, "Decapsulate"); // for the one key that is ours
  }

  /** Bouncy Castle is not installed, so its public keys are nobody's. */
  @ParameterizedTest
  @EnumSource
  void orphansAreServed(ProviderPlace place) throws Exception {
    assumeFalse(KemKeys.areOnThisPlatform());
    place.with(
        provider,
        () -> {
          Kem kem = Kem.getInstance("ML-KEM");
          Kem.Sender sender = kem.newEncapsulator(castle.getPublic());
          assertThat(sender.providerName()).isEqualTo("AWSKMS");
          Kem.Encapsulated made = sender.encapsulate();
          assertThat(KemKeys.decapsulate(castle.getPrivate().getEncoded(), made.encapsulation()))
              .isEqualTo(made.key().getEncoded());
          // The private key as well, but there is nobody to do it.
          assertThatThrownBy(() -> kem.newDecapsulator(castle.getPrivate()))
              .isInstanceOf(InvalidKeyException.class);
          assertThatThrownBy(
                  () -> Kem.getInstance("ML-KEM", provider).newDecapsulator(castle.getPrivate()))
              .isInstanceOf(InvalidKeyException.class);
        });
  }

  @ParameterizedTest
  @EnumSource
  void keysOfThePlatformStayThere(ProviderPlace place) throws Exception {
    assumeTrue(KemKeys.areOnThisPlatform());
    KeyPair pair = KeyPairGenerator.getInstance("ML-KEM-768", "SunJCE").generateKeyPair();
    place.with(
        provider,
        () -> {
          Kem kem = Kem.getInstance("ML-KEM");
          assertThat(kem.newEncapsulator(pair.getPublic()).providerName()).isEqualTo("SunJCE");
          assertThat(kem.newDecapsulator(pair.getPrivate()).providerName()).isEqualTo("SunJCE");
          Kem named = Kem.getInstance("ML-KEM-768", provider);
          Kem.Encapsulated made = named.newEncapsulator(pair.getPublic()).encapsulate();
          assertThat(named.newDecapsulator(pair.getPrivate()).decapsulate(made.encapsulation()))
              .isEqualTo(made.key());
        });
  }
}
