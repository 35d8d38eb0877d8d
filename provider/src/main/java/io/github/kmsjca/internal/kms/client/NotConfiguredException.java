package io.github.kmsjca.internal.kms.client;

import java.util.List;

/** The AWS SDK could not find something, or not use what it found. */
public final class NotConfiguredException extends Exception {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // made by List.copyOf
  private final List<String> reasons;

  public NotConfiguredException(List<String> reasons, Throwable cause) {
    super(String.join("; ", reasons), cause);
    this.reasons = List.copyOf(reasons);
  }

  /** One for each place that the SDK looked into, if it says so. */
  public List<String> reasons() {
    return reasons;
  }
}
