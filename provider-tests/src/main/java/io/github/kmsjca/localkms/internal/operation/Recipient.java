package io.github.kmsjca.localkms.internal.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.Randomness;
import io.github.kmsjca.localkms.internal.crypto.attestation.Attestation;
import io.github.kmsjca.localkms.internal.crypto.attestation.Envelope;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Member;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who gets the plaintext of a call: the caller, or an enclave that only the caller can reach.
 *
 * @param key of the enclave; empty if there is none
 */
public record Recipient(Optional<RSAPublicKey> key, Randomness randomness) {
  private static final String DOCUMENT = "AttestationDocument";
  private static final String ALGORITHM = "KeyEncryptionAlgorithm";

  /** The member of the input. */
  public static final Member MEMBER =
      Member.structure(
          "Recipient",
          Member.oneOf(ALGORITHM, List.of("RSAES_OAEP_SHA_256")),
          Member.blob(DOCUMENT).between(1, 262144));

  /** That of a call, whose document must be good. */
  public static Recipient of(Invocation call) {
    Environment environment = call.environment();
    Optional<Attestation> attestation = attestation(call.input(), environment, call.now());
    try {
      return attestation.isEmpty()
          ? new Recipient(Optional.empty(), environment.randomness())
          : new Recipient(Optional.of(attestation.get().recipient()), environment.randomness());
    } catch (GeneralSecurityException e) {
      throw refusal();
    }
  }

  /** What the attestation document of an input says, or a refusal; empty if there is none. */
  public static Optional<Attestation> attestation(
      Input input, Environment environment, Instant now) {
    Optional<Input> recipient = input.structure(MEMBER.name());
    if (recipient.isEmpty()) {
      return Optional.empty();
    }
    if (!recipient.get().has(DOCUMENT) || !recipient.get().has(ALGORITHM)) {
      throw refusal();
    }
    try {
      byte[] document = recipient.get().blob(DOCUMENT);
      return Optional.of(environment.attestations().verified(document, now));
    } catch (GeneralSecurityException e) {
      throw refusal();
    }
  }

  /** Whether the plaintext is for an enclave. */
  public boolean present() {
    return key.isPresent();
  }

  /** Puts the plaintext into an answer, or what only the enclave can open. */
  public ObjectNode fill(ObjectNode answer, String member, byte[] plaintext) {
    return key.map(
            enclave ->
                answer.put("CiphertextForRecipient", Envelope.seal(enclave, plaintext, randomness)))
        .orElseGet(() -> answer.put(member, plaintext));
  }

  private static KmsFailure refusal() {
    return ErrorType.VALIDATION.failure("The attestation document of the recipient is not valid.");
  }
}
