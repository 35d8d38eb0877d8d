package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long it takes until all calls know what one has made. A change of what is known already is
 * known at once, and whoever changes a key changes it as it is.
 *
 * @param delay zero for no time at all, whatever the clock does
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/programming-eventual-consistency.html">eventual
 *     consistency</a>
 */
public record Consistency(Duration delay) {

  /** From when on what is made now is known. */
  public Instant seenFrom(Instant now) {
    return now.plus(delay);
  }

  /** The key as a call finds it. */
  public Optional<KmsKey> seen(KmsKey key, Instant now) {
    return delay.isZero() ? Optional.of(key) : key.seenAt(now);
  }

  /** Whether a call finds the alias. */
  public boolean sees(Alias alias, Instant now) {
    return delay.isZero() || !alias.seenFrom().isAfter(now);
  }
}
