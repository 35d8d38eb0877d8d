package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import java.util.List;

/** The enclave that is to get a plaintext, in the inputs of the operations that answer one. */
public final class Recipient {
  /** The member of the input. */
  public static final Member MEMBER =
      Member.structure(
          "Recipient",
          Member.oneOf("KeyEncryptionAlgorithm", List.of("RSAES_OAEP_SHA_256")),
          Member.blob("AttestationDocument").between(1, 262144));

  private Recipient() {}

  /** Refuses a call with a recipient: no enclave that AWS attests can reach this KMS. */
  public static void refuse(Input input) {
    if (input.has(MEMBER.name())) {
      throw ErrorType.VALIDATION.failure("The attestation document of the recipient is not valid.");
    }
  }
}
