package io.github.kmsjca.internal.envelope;

import static io.github.kmsjca.internal.envelope.Refusals.refusal;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.message.MessageHeader;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * The signature at the end of a message of a signing suite: over all its bytes, with a key that its
 * authenticated context holds. Bouncy Castle's curves, many times faster than the platform's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html#footer-structure">Footer
 *     structure</a>
 */
final class MessageSignature {
  /** Holds the verification key: a compressed point in Base64. */
  static final String CONTEXT_KEY = "aws-crypto-public-key";

  private final ECPublicKeyParameters key;
  private final MessageDigest digest;

  private MessageSignature(ECPublicKeyParameters key, MessageDigest digest) {
    this.key = key;
    this.digest = digest;
  }

  /**
   * A verification that has seen nothing yet.
   *
   * @param spec the suite's curve
   */
  static MessageSignature of(MessageHeader header, KeySpec spec) throws AEADBadTagException {
    Digest digest = Objects.requireNonNull(spec.nativeDigest());
    String oid = Objects.requireNonNull(spec.oid());
    X9ECParameters curve = ECNamedCurveTable.getByOID(new ASN1ObjectIdentifier(oid));
    try {
      byte[] point =
          Base64.getDecoder().decode(Objects.requireNonNull(header.context().get(CONTEXT_KEY)));
      return new MessageSignature(
          new ECPublicKeyParameters(
              curve.getCurve().decodePoint(point), new ECDomainParameters(curve)),
          Primitives.digest(digest));
    } catch (RuntimeException e) { // of whatever kind: a stranger chose the bytes
      throw refusal("its verification key is none of " + spec, e);
    }
  }

  void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  void verify(byte[] signature) throws AEADBadTagException {
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    try {
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(key.getParameters().getN(), signature);
      if (signer.verifySignature(digest.digest(), rs[0], rs[1])) {
        return;
      }
    } catch (IOException | RuntimeException e) { // ASN.1 of another shape is a ClassCastException
      throw refusal("its signature is malformed", e);
    }
    throw refusal("its signature is wrong");
  }
}
