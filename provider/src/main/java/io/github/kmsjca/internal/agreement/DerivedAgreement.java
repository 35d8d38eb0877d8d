package io.github.kmsjca.internal.agreement;

import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import io.github.kmsjca.internal.algorithm.DerivedKeyAlgorithm;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.DerivationFunction;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.agreement.kdf.ConcatenationKDFGenerator;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.params.KDFParameters;
import org.bouncycastle.crypto.util.DigestFactory;
import org.jspecify.annotations.Nullable;

/**
 * An agreement by KMS and a key derivation here. The secret itself is wiped once the key is made.
 */
final class DerivedAgreement implements Agreement {
  private static final int BITS_OF_A_BYTE = 8;

  /** Bouncy Castle's way to ask for another length: {@code AES[128]}. */
  private static final Pattern SIZED = Pattern.compile("(.+)\\[(\\d{1,5})]");

  private final AgreementAlgorithm row;
  private final KmsAgreement agreement;
  private final byte[] info;

  /** What a key is made for. */
  private record Wanted(String algorithm, int length) {}

  /**
   * An agreement without the other party's key.
   *
   * @param info what both parties know and put into the derivation; not secret
   */
  DerivedAgreement(AgreementAlgorithm row, KmsAgreement agreement, byte[] info) {
    this.row = row;
    this.agreement = agreement;
    this.info = info;
  }

  @Override
  public @Nullable Key doPhase(@Nullable Key key, boolean lastPhase) throws InvalidKeyException {
    return agreement.doPhase(key, lastPhase);
  }

  /** As many bytes as without a derivation, since nobody says how many. */
  @Override
  public byte[] secret() {
    return derived(agreement.length());
  }

  @Override
  public int secret(byte[] output, int offset) throws ShortBufferException {
    return KmsAgreement.put(this, agreement.length(), output, offset);
  }

  @Override
  public SecretKey secret(@Nullable String algorithm) throws NoSuchAlgorithmException {
    Wanted wanted = wanted(algorithm);
    byte[] secret = derived(wanted.length());
    try {
      return new SecretKeySpec(secret, wanted.algorithm());
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** Before the call, which would be for nothing. */
  private Wanted wanted(@Nullable String algorithm) throws NoSuchAlgorithmException {
    if (algorithm != null) {
      Matcher sized = SIZED.matcher(algorithm);
      if (sized.matches()) {
        int bits = Integer.parseInt(sized.group(2));
        if (bits > 0 && bits % BITS_OF_A_BYTE == 0) {
          return new Wanted(sized.group(1), bits / BITS_OF_A_BYTE);
        }
      }
      DerivedKeyAlgorithm known = DerivedKeyAlgorithm.of(algorithm);
      if (known != null) {
        return new Wanted(known.jcaName(), known.bits() / BITS_OF_A_BYTE);
      }
    }
    throw new NoSuchAlgorithmException(
        row.jcaName()
            + " makes no key for "
            + algorithm
            + ": it knows the names AES, DESede and AES[128], and the object identifiers of AES,"
            + " Triple DES and Camellia");
  }

  private byte[] derived(int length) {
    byte[] secret = agreement.secret();
    try {
      DerivationFunction derivation = derivation();
      derivation.init(new KDFParameters(secret, info));
      byte[] derived = new byte[length];
      derivation.generateBytes(derived, 0, length);
      return derived;
    } catch (LinkageError e) {
      throw new ProviderException(ClassPathFailure.text(e), e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private DerivationFunction derivation() {
    Digest digest =
        switch (String.valueOf(row.digest())) {
          case "SHA-1" -> DigestFactory.createSHA1();
          case "SHA-224" -> DigestFactory.createSHA224();
          case "SHA-256" -> DigestFactory.createSHA256();
          case "SHA-384" -> DigestFactory.createSHA384();
          case "SHA-512" -> DigestFactory.createSHA512();
          default -> throw new IllegalStateException(row + " derives nothing");
        };
    return row.isCounterFirst()
        ? new ConcatenationKDFGenerator(digest)
        : new KDF2BytesGenerator(digest);
  }
}
