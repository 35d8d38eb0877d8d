package io.github.kmsjca.internal.agreement;

import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.DeriveSharedSecret;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key agreement by KMS: the other party's key is looked at here, and the secret comes from KMS in
 * one call. If that fails nothing is lost, and the secret can be asked for again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DeriveSharedSecret.html">DeriveSharedSecret</a>
 */
final class KmsAgreement implements Agreement {
  /** Of anything else the platform's ECDH makes no key either: a secret is no key yet. */
  private static final Set<String> KEY_ALGORITHMS = Set.of("TlsPremasterSecret", "Generic");

  private final AgreementAlgorithm row;
  private final PrivateKeyHandle key;
  private byte @Nullable [] peer;

  KmsAgreement(AgreementAlgorithm row, PrivateKeyHandle key) {
    this.row = row;
    this.key = key;
  }

  @Override
  public @Nullable Key doPhase(@Nullable Key other, boolean lastPhase) throws InvalidKeyException {
    if (peer != null) {
      throw new IllegalStateException("there is a public key already: generate the secret next");
    }
    if (!lastPhase) {
      throw new IllegalStateException(row.jcaName() + " has one phase, which is the last");
    }
    try {
      peer = PeerKey.encoded(other, key);
    } catch (LinkageError e) {
      throw new InvalidKeyException(ClassPathFailure.text(e), e);
    }
    return null;
  }

  /** Bytes of a secret. */
  int length() {
    return row.length(key.spec());
  }

  @Override
  public byte[] secret() {
    byte[] other = peer;
    if (other == null) {
      throw new IllegalStateException("there is no public key of the other party yet");
    }
    byte[] secret;
    try {
      secret = key.gateway().perform(new DeriveSharedSecret(key.use(), row.wireName(), other));
    } catch (KmsCallException e) {
      throw new ProviderException(e.getMessage(), e);
    }
    int length = length();
    if (secret.length != length) {
      Arrays.fill(secret, (byte) 0);
      throw new ProviderException(
          "KMS DeriveSharedSecret with key "
              + key.arn()
              + " answered with "
              + secret.length
              + " bytes, not "
              + length);
    }
    peer = null;
    return secret;
  }

  @Override
  public int secret(byte[] output, int offset) throws ShortBufferException {
    return put(this, length(), output, offset);
  }

  /** Puts a secret of that many bytes where it is wanted, once it is known that there is room. */
  static int put(Agreement agreement, int length, byte[] output, int offset)
      throws ShortBufferException {
    if (output.length - offset < length) {
      throw new ShortBufferException("the secret has " + length + " bytes; nothing was done yet");
    }
    Objects.checkFromIndexSize(offset, length, output.length);
    byte[] secret = agreement.secret();
    System.arraycopy(secret, 0, output, offset, length);
    Arrays.fill(secret, (byte) 0);
    return length;
  }

  @Override
  public SecretKey secret(@Nullable String algorithm) throws NoSuchAlgorithmException {
    if (algorithm == null || KEY_ALGORITHMS.stream().noneMatch(algorithm::equalsIgnoreCase)) {
      throw new NoSuchAlgorithmException(
          "a secret of ECDH is no key for "
              + algorithm
              + ": derive one from generateSecret(); "
              + KEY_ALGORITHMS
              + " are the names that it may have as it is");
    }
    byte[] secret = secret();
    try {
      return new SecretKeySpec(secret, algorithm);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
