package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.testkit.Pem;
import io.github.kmsjca.testkit.TestKeys;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.SortedMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Files and ciphertexts in the form of nsmithuk/local-kms. */
final class NsmithukExample {
  static final String KEY_ID = "bc436485-5092-42b8-92a3-0aa8b93536dc";

  /** Its P-256 key is the one that the documentation of that program shows. */
  static final String SEED =
      """
      Keys:
        Symmetric:
          Aes:
            - Metadata:
                KeyId: bc436485-5092-42b8-92a3-0aa8b93536dc
                Description: "Your key description"
              NextKeyRotation: "2099-09-12T15:19:21+00:00"
              BackingKeys:
                - 34743777217A25432A46294A404E635266556A586E3272357538782F413F4428
                - 614E645267556B58703273357638792F423F4528472B4B6250655368566D5971
            - Metadata:
                KeyId: 5ef77041-d1e6-4af1-9a41-e49a4b45efb6
                Origin: EXTERNAL
              BackingKeys:
                - b200b324de29609558e13780160e38fc193f6bec9f9dba58a2be5b37d5098d74
            - Metadata:
                KeyId: 5d05267f-bb87-4d0b-8594-295a4371d414
                Origin: EXTERNAL
        Asymmetric:
          Rsa:
            - Metadata:
                KeyId: ff275b92-0def-4dfc-b0f6-87c96b26c6c7
                KeyUsage: SIGN_VERIFY # or ENCRYPT_DECRYPT
                Description: RSA key with 2048 bits
              PrivateKeyPem: |
      %s
          Ecc:
            - Metadata:
                KeyId: 800d5768-3fd7-4edd-a4b8-4c81c3e4c147
                KeyUsage: SIGN_VERIFY
                Description: ECC key with curve secp256r1
              PrivateKeyPem: |
                -----BEGIN EC PRIVATE KEY-----
                MHcCAQEEIMnOrUrXr8rwne7d8f01cfwmpS/w+K7jcyWmmeLDgWKaoAoGCCqGSM49
                AwEHoUQDQgAEYNMBBZ3h1ipuph1iO5k+yLvTs94UN71quXN3f0P/tprs2Fp2FEas
                M7m7XZ2xlDK3wcEAs1QEIoQjjwnhcptQ6A==
                -----END EC PRIVATE KEY-----

      Aliases:
        - AliasName: alias/testing
          TargetKeyId: bc436485-5092-42b8-92a3-0aa8b93536dc
      """
          .formatted(
              Pem.privateKey(TestKeys.seeded().generate("RSA_2048").getPrivate().getEncoded())
                  .indent(10)
                  .stripTrailing());

  private NsmithukExample() {}

  /** Encrypts with one of the two backing keys, as that program does. */
  static byte[] ciphertext(int index, String plaintext, SortedMap<String, String> context) {
    String[] keys = {
      "34743777217A25432A46294A404E635266556A586E3272357538782F413F4428",
      "614E645267556B58703273357638792F423F4528472B4B6250655368566D5971"
    };
    byte[] nonce = HexFormat.of().parseHex("000102030405060708090a0b");
    byte[] arn = ("arn:aws:kms:eu-west-2:111122223333:key/" + KEY_ID).getBytes(UTF_8);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(HexFormat.of().parseHex(keys[index]), "AES"),
          new GCMParameterSpec(128, nonce));
      context.forEach((name, value) -> cipher.updateAAD((name + value).getBytes(UTF_8)));
      byte[] sealed = cipher.doFinal(plaintext.getBytes(UTF_8));
      return ByteBuffer.allocate(1 + arn.length + 4 + nonce.length + sealed.length)
          .order(ByteOrder.LITTLE_ENDIAN)
          .put((byte) arn.length)
          .put(arn)
          .putInt(index)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
