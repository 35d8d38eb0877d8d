package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.RefusedAlgorithm;
import io.github.kmsjca.internal.refusal.Refusal;
import io.github.kmsjca.internal.refusal.RefusedCipher;
import io.github.kmsjca.internal.refusal.RefusedSignature;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name that KMS cannot do, for the one purpose of telling so whoever gives it a key of ours. It
 * is in no table, so nobody is told that the algorithm is here; and it is of no use until a key of
 * ours was seen: who asks for an engine before that is refused, and JCA goes on to the next
 * provider, as it did before there was this service. So no other key, and no question that is asked
 * before the key, ever meets an engine of this kind.
 *
 * <p>One for each {@code getInstance}: what it has seen is the key of one object.
 */
final class RefusalService extends KmsService {
  private static final String CIPHER = "Cipher";

  /** Of a longer name JCA looks up the first part, too, and then asks for the rest. */
  private static final Map<String, String> ITS_OWN_NAME_ONLY =
      Map.of("SupportedModes", "", "SupportedPaddings", "");

  private final Refusal refusal;
  private boolean hasSeenOurKey;

  private RefusalService(Provider provider, Refusal refusal, String name, Instance instance) {
    super(
        provider,
        refusal.engine(),
        name,
        refusal.engine().equals(CIPHER)
            ? "io.github.kmsjca.internal.refusal.RefusedCipher"
            : "io.github.kmsjca.internal.refusal.RefusedSignature",
        List.of(),
        ITS_OWN_NAME_ONLY,
        instance);
    this.refusal = refusal;
  }

  /**
   * The service of that name; {@code null} if it is none of these. As JCA's type, lest this class
   * be loaded for being registered.
   */
  static Provider.@Nullable Service find(
      Provider provider, String type, String name, Instance instance) {
    RefusedAlgorithm row = RefusedAlgorithm.of(type, name);
    return row == null
        ? null
        : new RefusalService(provider, new Refusal(type, name, row.reason()), name, instance);
  }

  @Override
  public boolean supportsParameter(@Nullable Object parameter) {
    boolean isOurs = super.supportsParameter(parameter);
    hasSeenOurKey |= isOurs;
    return isOurs;
  }

  @Override
  Object newEngine() throws NoSuchAlgorithmException {
    if (!hasSeenOurKey && !isTrial()) {
      throw new NoSuchAlgorithmException(refusal.text());
    }
    return refusal.engine().equals(CIPHER)
        ? new RefusedCipher(refusal)
        : new RefusedSignature(refusal);
  }

  @Override
  boolean servesOrphan(Key key) {
    return false;
  }

  /**
   * Whether JCA makes an engine just to see if it can be made, or what it takes, and goes on
   * without it. Where the stack does not show it, the service is passed over, and the key is
   * refused by JCA itself.
   */
  private boolean isTrial() {
    return refusal.engine().equals(CIPHER)
        ? Search.isByAlgorithmAlone("javax.crypto.Cipher")
        : Search.isSignatureTried();
  }
}
