package io.github.kmsjca.mistakes;

import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;

/** Keys that are not there, not permitted, in another state, or of another kind. */
final class KeyMistakes {
  private static final String MAC = "mistaken-mac";

  private KeyMistakes() {}

  static List<Mistake> all() {
    return List.of(
        Mistake.of("a wrong alias", s -> found(s.provider(), "rsa-2084"))
            .tells(
                "no alias/rsa-2084 in us-east-1",
                "getKey(\"rsa-2084\")",
                "Check the name and the Region"),
        Mistake.of("an alias in capitals, of a store that was listed", s -> listed(s, "RSA-3072"))
            .tells(
                "no alias/RSA-3072 in us-east-1",
                "getKey(\"RSA-3072\")",
                "Did you mean \"rsa-3072\"?"),
        Mistake.of("a wrong Region", s -> found(s.provider("region", "eu-west-3"), "rsa-2048"))
            .tells(
                "no alias/rsa-2048 in eu-west-3",
                "getKey(\"rsa-2048\")",
                "Check the name and the Region"),
        Mistake.of("a name outside keys=", s -> found(s.provider("keys", "rsa-4096"), "sm2"))
            .tells("outside the scope", "getKey(\"sm2\")", "keys= does not name it"),
        Mistake.of(
                "a wrong name among the settings", s -> Scene.key(s.provider("keys", "wbe"), "wbe"))
            .tells("there is no such key or alias", "alias/wbe...us-east-1", "Check"),
        Mistake.of(
                "a wrong Region for a name among the settings",
                s ->
                    Scene.key(
                        s.provider("keys", TestKms.SYMMETRIC, "region", "eu-west-1"),
                        TestKms.SYMMETRIC))
            .tells("there is no such key or alias", "alias/symmetric...eu-west-1", "Region"),
        Mistake.of(
                "a key of another account",
                s -> {
                  String foreign = "arn:aws:kms:us-east-1:999988887777:key/abcd";
                  Scene.key(s.provider("accounts", "111122223333"), foreign);
                })
            .tells("is outside the scope", "999988887777", "accounts="),
        Mistake.of(
                "a key that was disabled",
                s -> {
                  String arn = s.kms().create("disabled", Scene.EC, "SIGN_VERIFY");
                  Provider provider = s.provider();
                  Key key = Scene.key(provider, "disabled");
                  s.identities().admin().disableKey(r -> r.keyId(arn));
                  Scene.sign(provider, "SHA256withECDSA", key);
                })
            .tells("is disabled", "Sign with key arn:aws:kms:us-east-1:", "Enable it"),
        Mistake.of(
                "a key that was disabled, by its name",
                s -> {
                  String arn = s.kms().create("off", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
                  s.identities().admin().disableKey(r -> r.keyId(arn));
                  Provider provider = s.provider();
                  Cipher cipher = Cipher.getInstance("AWSKMS", provider);
                  cipher.init(Cipher.ENCRYPT_MODE, Scene.key(provider, "off"));
                  cipher.doFinal(new byte[1]);
                })
            .tells("is disabled", "key arn:aws:kms:us-east-1:", "Enable it"),
        Mistake.of(
                "a key that is to be deleted",
                s -> {
                  String arn = s.kms().create("dying", Scene.EC, "SIGN_VERIFY");
                  Provider provider = s.provider();
                  Key key = Scene.key(provider, "dying");
                  s.identities().admin().scheduleKeyDeletion(r -> r.keyId(arn));
                  Scene.sign(provider, "SHA256withECDSA", key);
                })
            .tells("pending deletion", "Sign with key arn:aws:kms:us-east-1:", "deletion"),
        Mistake.of(
                "signing with a key that encrypts",
                s -> {
                  Provider provider = s.provider();
                  Key key = Scene.key(provider, TestKms.RSA_ENCRYPTION);
                  Scene.sign(provider, "SHA256withRSA", key);
                })
            .tells("does not permit Sign", "arn:aws:kms:", "use a key made with SIGN_VERIFY"),
        Mistake.of(
                "decrypting with a key that signs",
                s -> {
                  Provider provider = s.provider();
                  Cipher cipher =
                      Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", provider);
                  cipher.init(Cipher.DECRYPT_MODE, Scene.key(provider, "rsa-2048"));
                })
            .tells("does not permit Decrypt", "arn:aws:kms:", "made with ENCRYPT_DECRYPT"),
        Mistake.of(
                "agreeing on a secret with a key that signs",
                s -> {
                  Provider provider = s.provider();
                  KeyAgreement.getInstance("ECDH", provider)
                      .init(Scene.key(provider, "ecc-nist-p256"));
                })
            .tells("does not permit DeriveSharedSecret", "arn:aws:kms:", "made with KEY_AGREEMENT"),
        Mistake.of(
                "an ECDSA signature with an RSA key",
                s -> {
                  Provider provider = s.provider();
                  Scene.sign(provider, "SHA256withECDSA", Scene.key(provider, "rsa-2048"));
                })
            .tells("cannot do SHA256withECDSA", "arn:aws:kms:", "use Signature SHA256withRSA"),
        Mistake.of(
                "an RSA signature with an EC key",
                s -> {
                  Provider provider = s.provider();
                  Scene.sign(provider, "SHA256withRSA", Scene.key(provider, "ecc-nist-p256"));
                })
            .tells("cannot do SHA256withRSA", "arn:aws:kms:", "use Signature SHA256withECDSA"),
        Mistake.of(
                "encrypting with a key for MACs",
                s -> {
                  Provider provider = s.provider();
                  Cipher.getInstance("AES/GCM/NoPadding", provider)
                      .init(Cipher.ENCRYPT_MODE, mac(s, provider));
                })
            .tells("cannot do AES/GCM/NoPadding", "arn:aws:kms:", "use Mac HmacSHA256"),
        Mistake.of(
                "a MAC with a key that encrypts",
                s -> {
                  Provider provider = s.provider();
                  Mac.getInstance("HmacSHA256", provider)
                      .init(Scene.key(provider, TestKms.SYMMETRIC));
                })
            .tells("cannot do HmacSHA256", "arn:aws:kms:", "takes a key of spec HMAC_256"),
        Mistake.of(
                "ECDSA parameters of another curve",
                s -> {
                  Provider provider = s.provider();
                  java.security.Signature signature =
                      java.security.Signature.getInstance("SHA256withECDSA", provider);
                  signature.initSign(
                      (java.security.PrivateKey) Scene.key(provider, "ecc-nist-p256"));
                  signature.setParameter(
                      ((java.security.interfaces.ECKey) Scene.key(provider, "ecc-nist-p384"))
                          .getParams());
                })
            .tells("of another curve", "arn:aws:kms:", "ECC_NIST_P256"));
  }

  /** A program that trusts in what it gets. */
  private static void found(Provider provider, String name) throws Exception {
    Scene.sign(provider, "SHA256withRSA", Scene.key(provider, name));
  }

  private static void listed(Scene scene, String name) throws Exception {
    Provider provider = scene.provider();
    KeyStore keyStore = TestKms.keyStore(provider);
    var unused = keyStore.size();
    Scene.sign(provider, "SHA256withRSA", keyStore.getKey(name, null));
  }

  private static Key mac(Scene scene, Provider provider) throws Exception {
    scene.kms().create(MAC, "HMAC_256", "GENERATE_VERIFY_MAC");
    return Scene.key(provider, MAC);
  }
}
