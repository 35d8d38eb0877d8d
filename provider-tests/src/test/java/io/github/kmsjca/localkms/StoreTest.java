package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.Change;
import io.github.kmsjca.localkms.internal.state.MemoryStore;
import io.github.kmsjca.localkms.internal.state.Table;
import io.github.kmsjca.localkms.internal.state.UnitLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a unit of the store promises. */
final class StoreTest {
  private final List<List<Change>> log = new ArrayList<>();
  private int awaited;
  private boolean full;
  private final MemoryStore store = new MemoryStore(key -> null, this::append);
  private final Table<Alias> here = store.realm(new Scope("111111111111", "eu-west-1")).aliases();
  private final Table<Alias> there = store.realm(new Scope("111111111111", "us-east-1")).aliases();

  @Test
  void aUnitIsWrittenDownAsAWhole() {
    store.unit(
        () -> {
          here.put(alias("alias/a", "1"));
          store.unit(() -> there.add(alias("alias/b", "2")));
          assertThat(awaited).isZero();
          return null;
        });
    assertThat(log).hasSize(1);
    assertThat(log.get(0)).extracting(Change::id).containsExactly("alias/a", "alias/b");
    assertThat(log.get(0))
        .extracting(change -> change.scope().region())
        .containsExactly("eu-west-1", "us-east-1");
    assertThat(awaited).isOne();
  }

  @Test
  void aUnitThatFailsHasNotTakenPlace() {
    store.unit(() -> here.add(alias("alias/a", "1")));
    assertThatIllegalStateException().isThrownBy(() -> store.unit(this::failing));
    assertThat(here.all()).extracting(Alias::keyId).containsExactly("1");
    assertThat(there.all()).isEmpty();
    assertThat(log).hasSize(1);
  }

  @Test
  void aUnitThatCannotBeWrittenDownHasNotTakenPlace() {
    store.unit(() -> here.add(alias("alias/a", "1")));
    full = true;
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store.unit(
                    () -> {
                      here.remove("alias/a");
                      return there.add(alias("alias/b", "2"));
                    }))
        .withMessage("full");
    assertThat(here.all()).extracting(Alias::id).containsExactly("alias/a");
    assertThat(there.all()).isEmpty();
    full = false;
    store.unit(() -> there.add(alias("alias/b", "2")));
    assertThat(there.get("alias/b")).isPresent();
  }

  @Test
  void whatIsThereIsNotAddedAgain() {
    store.unit(() -> here.add(alias("alias/a", "1")));
    assertThat(store.unit(() -> here.add(alias("alias/a", "2")))).isFalse();
    assertThat(here.get("alias/a")).map(Alias::keyId).contains("1");
    assertThat(log).hasSize(1);
  }

  @Test
  void nobodyWritesOutsideAUnit() {
    assertThatIllegalStateException().isThrownBy(() -> here.put(alias("alias/a", "1")));
    assertThat(here.all()).isEmpty();
  }

  private Object failing() {
    here.put(alias("alias/a", "2"));
    here.put(alias("alias/a", "3"));
    there.put(alias("alias/b", "2"));
    here.remove("alias/a");
    throw new IllegalStateException("it fails");
  }

  private UnitLog.Written append(List<Change> unit) {
    if (full) {
      throw new IllegalStateException("full");
    }
    log.add(unit);
    return () -> awaited++;
  }

  private static Alias alias(String name, String keyId) {
    return new Alias(name, keyId, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
  }
}
