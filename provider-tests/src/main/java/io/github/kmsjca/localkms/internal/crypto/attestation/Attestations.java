package io.github.kmsjca.localkms.internal.crypto.attestation;

import io.github.kmsjca.localkms.internal.crypto.Randomness;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Issues attestation documents, and knows them again: those of AWS and of other issuers it refuses.
 * Thread safe.
 *
 * @see <a
 *     href="https://github.com/aws/aws-nitro-enclaves-nsm-api/blob/main/docs/attestation_process.md">the
 *     attestation process</a>
 */
public final class Attestations {
  /** How long KMS takes a document after it was made. */
  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private final Randomness randomness;
  private @Nullable Issuer issuer;

  /** With an issuer of its own, which is made when it is first needed. */
  public Attestations(Randomness randomness) {
    this.randomness = randomness;
  }

  /** A document that says that. */
  public byte[] issue(Attestation attestation) {
    try {
      Issuer.Enclave enclave = issuer().enclave(attestation.moduleId(), attestation.time());
      byte[] payload =
          attestation.encoded(enclave.certificate().getEncoded(), enclave.root().getEncoded());
      return SignedDocument.sign(payload, enclave.key()).encoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate has no encoding", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform lacks ECDSA on P-384", e);
    }
  }

  /**
   * What a document says.
   *
   * @throws GeneralSecurityException if it is none, or none of this issuer, or not one of now
   */
  public Attestation verified(byte[] document, Instant now) throws GeneralSecurityException {
    SignedDocument signed = SignedDocument.decode(document);
    Payload payload = Payload.decode(signed.payload());
    signed.verify(issuer().trusted(payload.certificate(), payload.bundle(), now));
    Duration age = Duration.between(payload.attestation().time(), now).abs();
    if (age.compareTo(VALIDITY) > 0) {
      throw new SignatureException("The document is not one of the last five minutes");
    }
    return payload.attestation();
  }

  private synchronized Issuer issuer() throws GeneralSecurityException {
    if (issuer == null) {
      issuer = new Issuer(randomness);
    }
    return issuer;
  }
}
