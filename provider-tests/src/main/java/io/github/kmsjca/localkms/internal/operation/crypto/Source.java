package io.github.kmsjca.localkms.internal.operation.crypto;

import io.github.kmsjca.localkms.internal.crypto.CiphertextBlob;
import io.github.kmsjca.localkms.internal.crypto.NsmithukBlob;
import io.github.kmsjca.localkms.internal.model.EncryptionAlgorithm;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.Objects;
import java.util.Optional;

/**
 * The ciphertext of a Decrypt or ReEncrypt. A symmetric one tells its key, and only then counts
 * what the call says of it; an asymmetric one tells nothing.
 *
 * @param row of the operation
 * @param side how the names of its members begin
 */
record Source(OperationRow row, String side) {

  /** A ciphertext, decrypted; which key material did it, only symmetric keys tell. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Opened(
      KmsKey key, EncryptionAlgorithm algorithm, Optional<String> materialId, byte[] plaintext) {}

  /** What the input alone tells. */
  void checkInput(Input input) {
    boolean ignored = ignoresCiphertext(input);
    if (!ignored && !input.has("CiphertextBlob")) {
      throw ErrorType.VALIDATION.failure(
          "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy"
              + " constraint: Member must not be null");
    }
    boolean tellsItsKey =
        !ignored && EncryptionInput.algorithm(input, side) == EncryptionAlgorithm.SYMMETRIC_DEFAULT;
    if (!tellsItsKey && !input.has(side + "KeyId")) {
      throw ErrorType.VALIDATION.failure(side + "KeyId must not be null");
    }
  }

  /** What a dry run finds out; it decrypts only if it is to look at the ciphertext. */
  Optional<Opened> rehearse(Invocation call) {
    if (!ignoresCiphertext(call.input())) {
      return Optional.of(open(call));
    }
    KmsKey key = named(call);
    row.check(call.shown(key));
    EncryptionInput.of(call.input(), side).check(key);
    return Optional.empty();
  }

  /** Decrypts, or refuses. */
  Opened open(Invocation call) {
    EncryptionInput input = EncryptionInput.of(call.input(), side);
    return input.algorithm() == EncryptionAlgorithm.SYMMETRIC_DEFAULT
        ? openBlob(call, input)
        : openAsymmetric(call, input);
  }

  private static boolean ignoresCiphertext(Input input) {
    return input.flag("DryRun") && !input.texts("DryRunModifiers").isEmpty();
  }

  private Opened openBlob(Invocation call, EncryptionInput input) {
    byte[] ciphertext = call.input().blob("CiphertextBlob");
    Optional<CiphertextBlob> ours = CiphertextBlob.parse(ciphertext);
    if (ours.isEmpty()) {
      return openForeign(NsmithukBlob.parse(ciphertext).orElseThrow(Source::invalid), call, input);
    }
    CiphertextBlob blob = ours.get();
    KmsKey key =
        call.source()
            .orElseGet(
                () -> permitted(call.store().keyOfMaterial(call.scope(), blob.materialId()), call));
    if (key.materials().used().stream().noneMatch(one -> one.id().equals(blob.materialId()))) {
      throw incorrectKey();
    }
    row.check(call.shown(key));
    return call.environment()
        .encryption()
        .decrypt(key, blob, input.context())
        .map(
            plaintext ->
                new Opened(key, input.algorithm(), Optional.of(blob.materialId()), plaintext))
        .orElseThrow(Source::invalid);
  }

  private Opened openForeign(NsmithukBlob blob, Invocation call, EncryptionInput input) {
    KmsKey key =
        call.source().orElseGet(() -> permitted(call.realm().keys().get(blob.keyId()), call));
    if (!key.id().equals(blob.keyId())) {
      throw incorrectKey();
    }
    row.check(call.shown(key));
    HeldMaterial material = blob.material(key).orElseThrow(Source::invalid);
    return blob.open(material, call.input().textsByName(side + "EncryptionContext"))
        .map(plain -> new Opened(key, input.algorithm(), Optional.of(material.id()), plain))
        .orElseThrow(Source::invalid);
  }

  private Opened openAsymmetric(Invocation call, EncryptionInput input) {
    KmsKey key = named(call);
    row.check(call.shown(key));
    input.check(key);
    return call.environment()
        .encryption()
        .decrypt(input.algorithm(), key, call.input().blob("CiphertextBlob"))
        .map(plaintext -> new Opened(key, input.algorithm(), Optional.empty(), plaintext))
        .orElseThrow(Source::invalid);
  }

  private static KmsKey named(Invocation call) {
    return call.source().orElseThrow(() -> new IllegalStateException("checkInput lets it pass"));
  }

  /** Whether the key is elsewhere, or is there and not the caller's to use, nobody is told. */
  private KmsKey permitted(Optional<KmsKey> candidate, Invocation call) {
    KmsKey key =
        candidate
            .flatMap(found -> call.environment().consistency().seen(found, call.now()))
            .orElseThrow(Source::inaccessible);
    try {
      call.access().authorize(row.action(Objects.requireNonNull(row.source())), key);
    } catch (KmsFailure refusal) {
      throw inaccessible();
    }
    return key;
  }

  private static KmsFailure incorrectKey() {
    return ErrorType.INCORRECT_KEY.failure(
        "The key ID in the request does not identify a CMK that can perform this operation.");
  }

  private static KmsFailure inaccessible() {
    return ErrorType.ACCESS_DENIED.failure(
        "The ciphertext refers to a customer master key that does not exist, does not exist in"
            + " this region, or you are not allowed to access.");
  }

  private static KmsFailure invalid() {
    return ErrorType.INVALID_CIPHERTEXT.failure();
  }
}
