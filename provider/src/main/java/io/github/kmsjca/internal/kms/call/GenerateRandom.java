package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.Arrays;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

/**
 * GenerateRandom, in the default Region: it is about no key, and so not for the scope to permit.
 * The bytes are the caller's own, to be wiped.
 */
public final class GenerateRandom implements KmsCall<GenerateRandomResponse, byte[]> {
  private final int length;

  /**
   * Random bytes.
   *
   * @param length in bytes, 1 to 1024; an answer of another length is refused
   */
  public GenerateRandom(int length) {
    this.length = length;
  }

  @Override
  public boolean mayGoElsewhere() {
    return true;
  }

  @Override
  public String operation() {
    return "GenerateRandom";
  }

  @Override
  public GenerateRandomResponse send(Target to) {
    return to.kms().generateRandom(r -> r.numberOfBytes(length));
  }

  @Override
  public byte[] result(GenerateRandomResponse response, ResponseChecks checks)
      throws KmsCallException {
    byte[] random = checks.required("Plaintext", response.plaintext()).asByteArrayUnsafe();
    if (random.length != length) {
      throw checks.incomplete(random.length + " random bytes, not " + length);
    }
    if (Arrays.equals(random, new byte[length])) {
      throw checks.incomplete("zeros only, no random bytes");
    }
    return random.clone();
  }

  @Override
  public void wipe(GenerateRandomResponse response) {
    Secrets.wipe(response.plaintext());
  }
}
