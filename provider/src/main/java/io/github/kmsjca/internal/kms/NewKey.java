package io.github.kmsjca.internal.kms;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CreateKey is asked for, in KMS's own words.
 *
 * @param alias the name that the key is to have; {@code null} if it is to be named later, or never
 * @param imported true if the material comes from elsewhere: the key cannot be used before it came
 * @param policy the key policy, as JSON; {@code null} for KMS's default
 */
public record NewKey(
    @Nullable KeyName alias,
    String spec,
    String usage,
    boolean imported,
    boolean multiRegion,
    String description,
    @Nullable String policy,
    Map<String, String> tags) {
  public NewKey {
    tags = Map.copyOf(tags);
  }

  /** A key without anything that is not needed. */
  public static NewKey of(@Nullable KeyName alias, String spec, String usage, boolean imported) {
    return new NewKey(alias, spec, usage, imported, false, "", null, Map.of());
  }
}
