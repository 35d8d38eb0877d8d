package io.github.kmsjca.localkms.internal.operation.importing;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When imported material goes by itself. */
final class Expiration {
  static final Member MODEL =
      Member.oneOf(
          "ExpirationModel", List.of("KEY_MATERIAL_EXPIRES", "KEY_MATERIAL_DOES_NOT_EXPIRE"));
  static final Member VALID_TO = Member.moment("ValidTo");

  private static final Duration LONGEST = Duration.ofDays(365);

  private Expiration() {}

  /** What the input alone tells: material that expires has a date, and no other has. */
  static void checkInput(Input input) {
    boolean expires =
        input.text(MODEL.name()).filter("KEY_MATERIAL_DOES_NOT_EXPIRE"::equals).isEmpty();
    if (expires && !input.has(VALID_TO.name())) {
      throw refusal("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
    }
    if (!expires && input.has(VALID_TO.name())) {
      throw refusal("ValidTo must not be specified if the key material does not expire.");
    }
  }

  /** The date, null if there is none. */
  static @Nullable Instant validTo(Input input, Instant now) {
    Instant date = input.moment(VALID_TO.name()).orElse(null);
    if (date == null) {
      return null;
    }
    if (!date.isAfter(now)) {
      throw refusal("ValidTo must be in the future.");
    }
    if (date.isAfter(now.plus(LONGEST))) {
      throw refusal("ValidTo must be within " + LONGEST.toDays() + " days from now.");
    }
    return date;
  }

  private static KmsFailure refusal(String message) {
    return ErrorType.VALIDATION.failure(message);
  }
}
