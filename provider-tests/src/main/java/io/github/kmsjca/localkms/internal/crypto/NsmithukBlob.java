package io.github.kmsjca.localkms.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A symmetric ciphertext that nsmithuk/local-kms made, for those who come from there with a seed
 * file and with what they have encrypted:
 *
 * <pre>
 * length of the ARN (1) | ARN of the key | index of the backing key (4, little endian)
 * | nonce (12) | AES-GCM output
 * </pre>
 *
 * <p>The additional authenticated data are names and values of the encryption context, without
 * anything between them; so these ciphertexts are bound to their context less strictly than ours.
 *
 * @see <a href="https://github.com/nsmithuk/local-kms/blob/master/src/cmk/aes_encryption.go">where
 *     it comes from</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NsmithukBlob(String keyId, int index, byte[] nonce, byte[] sealed) {
  private static final Pattern ARN = Pattern.compile("arn:aws:kms:[a-z0-9-]+:\\d+:key/(.+)");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Takes a blob apart; empty if it is none of these. */
  public static Optional<NsmithukBlob> parse(byte[] bytes) {
    ByteBuffer blob = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int arnBytes = bytes.length == 0 ? 0 : Byte.toUnsignedInt(blob.get());
    int left = blob.remaining() - arnBytes - Integer.BYTES - NONCE_BYTES - TAG_BITS / Byte.SIZE;
    if (left < 0) {
      return Optional.empty();
    }
    byte[] name = new byte[arnBytes];
    blob.get(name);
    Matcher arn = ARN.matcher(new String(name, US_ASCII));
    int index = blob.getInt();
    byte[] nonce = new byte[NONCE_BYTES];
    blob.get(nonce);
    byte[] sealed = new byte[blob.remaining()];
    blob.get(sealed);
    return arn.matches()
        ? Optional.of(new NsmithukBlob(arn.group(1), index, nonce, sealed))
        : Optional.empty();
  }

  /** The material of that key that made it; empty if the key has no such. */
  public Optional<HeldMaterial> material(KmsKey key) {
    List<HeldMaterial> used = key.materials().used();
    return index >= 0 && index < used.size() ? Optional.of(used.get(index)) : Optional.empty();
  }

  /** Decrypts; empty unless material and context are those it was made with. */
  public Optional<byte[]> open(HeldMaterial material, SortedMap<String, String> context) {
    if (!(material.material() instanceof Material.Secret secret)) {
      return Optional.empty();
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
      cipher.init(Cipher.DECRYPT_MODE, secret.key(), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(additionalData(context));
      return Optional.of(cipher.doFinal(sealed));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform lacks AES-GCM", e);
    }
  }

  private static byte[] additionalData(SortedMap<String, String> context) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    context.forEach(
        (name, value) -> {
          bytes.writeBytes(name.getBytes(UTF_8));
          bytes.writeBytes(value.getBytes(UTF_8));
        });
    return bytes.toByteArray();
  }
}
