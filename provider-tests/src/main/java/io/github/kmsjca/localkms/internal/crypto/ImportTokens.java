package io.github.kmsjca.localkms.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.WrappingAlgorithm;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.Material;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/**
 * Import tokens: all that KMS has to know to import key material, the private wrapping key
 * included, sealed for itself and bound to the one key. So nothing has to be kept, and as with the
 * real ones one token serves any number of imports until it expires. Thread safe.
 */
public final class ImportTokens {
  private final Randomness randomness;
  private final String id;
  private final SecretKey key;

  /**
   * Makes tokens that are of no use to whoever has another key.
   *
   * @param own a symmetric key
   */
  public ImportTokens(Randomness randomness, HeldMaterial own) {
    this.randomness = randomness;
    this.id = own.id();
    this.key = ((Material.Secret) own.material()).key();
  }

  /**
   * What a token holds.
   *
   * @param expiry from when on it is of no use
   */
  public record Content(
      WrappingAlgorithm algorithm,
      KeySpec wrappingSpec,
      Material.Pair wrappingKeys,
      Instant expiry) {}

  /** A token for imports into the key of that ARN. */
  public byte[] seal(String arn, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(content.algorithm().name());
      out.writeUTF(content.wrappingSpec().name());
      out.writeLong(content.expiry().toEpochMilli());
      out.write(content.wrappingKeys().privateKey().getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MessageCipher.seal(id, key, randomness, bytes.toByteArray(), arn.getBytes(UTF_8));
  }

  /** What the token holds; empty if it is not one of these, or is for another key. */
  public Optional<Content> open(String arn, byte[] token) {
    Optional<CiphertextBlob> blob =
        CiphertextBlob.parse(token).filter(candidate -> candidate.materialId().equals(id));
    if (blob.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(MessageCipher.open(blob.get(), key, arn.getBytes(UTF_8))));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    }
  }

  private static Content read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      WrappingAlgorithm algorithm = WrappingAlgorithm.valueOf(in.readUTF());
      KeySpec spec = KeySpec.valueOf(in.readUTF());
      Instant expiry = Instant.ofEpochMilli(in.readLong());
      return new Content(algorithm, spec, MaterialFactory.pair(spec, in.readAllBytes()), expiry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("A token of ours holds no key", e);
    }
  }
}
