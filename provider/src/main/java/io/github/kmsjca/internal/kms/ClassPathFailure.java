package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.Library;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import io.github.kmsjca.spec.KmsFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Explains a class that cannot be linked: which libraries are there, and what it takes. Names no
 * class of theirs, so that it can itself be loaded.
 */
public final class ClassPathFailure {
  /** Before, there was no ML-DSA and no ML-KEM among the classes that are used here. */
  private static final String BOUNCY_CASTLE = "1.84";

  private ClassPathFailure() {}

  /** What a call of KMS comes to that met the error. */
  public static KmsCallException of(String operation, String key, Throwable error) {
    return of(SdkRequirement.ANY_CALL, operation, key, error);
  }

  static KmsCallException of(
      SdkRequirement requirement, String operation, String key, Throwable error) {
    return new KmsCallException(
        KmsFailure.CLASS_PATH, operation, key, detail(requirement, error), error);
  }

  /** The same where no call was to be made. */
  public static String text(Throwable error) {
    KmsFailure failure = KmsFailure.CLASS_PATH;
    String detail = detail(SdkRequirement.ANY_CALL, error);
    return failure.meaning() + " (" + detail + "). " + failure.advice() + ".";
  }

  private static String detail(SdkRequirement requirement, Throwable error) {
    String what = error.getClass().getSimpleName() + ": " + error.getMessage();
    return finding(requirement) + "; " + what;
  }

  private static String finding(SdkRequirement requirement) {
    List<String> missing = new ArrayList<>();
    List<String> present = new ArrayList<>();
    boolean tooOld = false;
    String core = "";
    for (Library library : Library.values()) {
      List<Library.Copy> copies = library.copies();
      if (copies.isEmpty()) {
        if (library.isRequired()) {
          missing.add(library.artifact());
        }
      } else if (library.isOfAwsSdk()) {
        String version = copies.get(0).version();
        core = library == Library.SDK_CORE ? version : core;
        tooOld |= !requirement.isMetBy(version);
        // The others need not be told as long as they are of the core's version.
        if (library == Library.SDK_CORE || library == Library.KMS || !version.equals(core)) {
          present.add(library.artifact() + " " + copies.get(0));
        }
      } else if (library != Library.PROVIDER) {
        present.add(library.artifact() + " " + copies.get(0));
      }
    }
    if (!missing.isEmpty()) {
      return "there is no " + String.join(", no ", missing);
    }
    return (tooOld ? requirement + ", and " : "")
        + (isBouncyCastleUnfit()
            ? "bcprov-jdk18on of " + BOUNCY_CASTLE + " or later is needed, and "
            : "")
        + "on the class path are "
        + String.join(", ", present);
  }

  private static boolean isBouncyCastleUnfit() {
    String version = Library.BOUNCY_CASTLE.copies().get(0).version();
    return Library.isFipsInPlaceOfBouncyCastle()
        || (!version.isEmpty() && !SdkRequirement.isAtLeast(version, BOUNCY_CASTLE));
  }
}
