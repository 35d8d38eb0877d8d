package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.crypto.attestation.Attestation;
import io.github.kmsjca.localkms.internal.crypto.attestation.Attestations;
import java.security.PublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attests enclaves that need not exist, for tests of clients that run in one: the documents have
 * the form of those of AWS Nitro Enclaves, and the local KMS that this issuer belongs to takes them
 * as {@code Recipient}. Nobody else does. The answer then has {@code CiphertextForRecipient}, a CMS
 * message that only the private key of the enclave opens. Thread safe.
 *
 * <pre>{@code
 * byte[] document =
 *     kms.attestations().document().pcr(0, measurement).publicKey(enclaveKey).issue();
 * client.decrypt(
 *     r ->
 *         r.ciphertextBlob(blob)
 *             .recipient(
 *                 e ->
 *                     e.keyEncryptionAlgorithm("RSAES_OAEP_SHA_256")
 *                         .attestationDocument(SdkBytes.fromByteArray(document))));
 * }</pre>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/cryptographic-attestation.html">cryptographic
 *     attestation</a>
 */
public final class AttestationIssuer {
  private final Attestations attestations;
  private final Clock clock;

  AttestationIssuer(Attestations attestations, Clock clock) {
    this.attestations = attestations;
    this.clock = clock;
  }

  /**
   * Starts a document.
   *
   * @return one that says nothing yet
   */
  public Document document() {
    return new Document(attestations, clock);
  }

  /** What an attestation document is to say. Not thread safe. */
  public static final class Document {
    private static final int REGISTERS = 32;
    private static final int REGISTER_BYTES = 48;
    private static final int MOST_BYTES = 1024;

    private final Attestations attestations;
    private final Clock clock;
    private final Map<Integer, byte[]> pcrs = new HashMap<>();
    private byte @Nullable [] publicKey;
    private byte @Nullable [] userData;
    private byte @Nullable [] nonce;

    private Document(Attestations attestations, Clock clock) {
      this.attestations = attestations;
      this.clock = clock;
    }

    /**
     * A measurement of the enclave, which key policies may ask for: register 0 is that of the
     * image.
     *
     * @param number 0 to 31
     * @param sha384 48 bytes
     * @return this document
     * @throws IllegalArgumentException if there is no such register, or it has another length
     */
    public Document pcr(int number, byte[] sha384) {
      if (number < 0 || number >= REGISTERS || sha384.length != REGISTER_BYTES) {
        throw new IllegalArgumentException(
            "Registers 0 to 31 have 48 bytes, and not register "
                + number
                + " "
                + sha384.length
                + " bytes");
      }
      pcrs.put(number, sha384.clone());
      return this;
    }

    /**
     * The key that KMS encrypts for.
     *
     * @param key of the enclave, RSA
     * @return this document
     */
    public Document publicKey(PublicKey key) {
      publicKey = checked(key.getEncoded());
      return this;
    }

    /**
     * What the enclave says besides; KMS does not look at it.
     *
     * @param data up to 1024 bytes
     * @return this document
     * @throws IllegalArgumentException if it is longer
     */
    public Document userData(byte[] data) {
      userData = checked(data);
      return this;
    }

    /**
     * What somebody else has asked the enclave to repeat; KMS does not look at it.
     *
     * @param data up to 1024 bytes
     * @return this document
     * @throws IllegalArgumentException if it is longer
     */
    public Document nonce(byte[] data) {
      nonce = checked(data);
      return this;
    }

    /**
     * Signs it with the key of an enclave that is certified for that. KMS takes it for the five
     * minutes that follow, by the clock of the local KMS.
     *
     * @return the document: COSE_Sign1 over CBOR, as the NSM device hands it out
     */
    public byte[] issue() {
      return attestations.issue(
          new Attestation(
              "i-00000000000000000-enc0000000000000000",
              clock.instant(),
              pcrs,
              Optional.ofNullable(publicKey),
              Optional.ofNullable(userData),
              Optional.ofNullable(nonce)));
    }

    private static byte[] checked(byte[] data) {
      if (data.length > MOST_BYTES) {
        throw new IllegalArgumentException(
            "At most " + MOST_BYTES + " bytes fit, not " + data.length);
      }
      return data.clone();
    }
  }
}
