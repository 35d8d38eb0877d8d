package io.github.kmsjca.localkms.internal.durable;

import io.github.kmsjca.localkms.internal.journal.Journal;
import io.github.kmsjca.localkms.internal.journal.Ticket;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.state.Change;
import io.github.kmsjca.localkms.internal.state.UnitLog;
import java.io.IOException;
import java.util.List;

/** Writes units into a journal. A unit that can not be written is an internal error of KMS. */
final class DurableLog implements UnitLog {
  private final Journal journal;
  private final Runnable outgrown;

  /**
   * Writes into that journal.
   *
   * @param outgrown told after every unit that leaves the journal larger than it should be
   */
  DurableLog(Journal journal, Runnable outgrown) {
    this.journal = journal;
    this.outgrown = outgrown;
  }

  @Override
  public Written append(List<Change> unit) {
    byte[] record = RecordCodec.encodedUnit(unit);
    try {
      Ticket ticket = journal.append(record);
      return () -> await(ticket);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void resume() {
    journal.resume();
  }

  private void await(Ticket ticket) {
    try {
      ticket.await();
    } catch (IOException e) {
      throw failure(e);
    }
    if (journal.outgrown()) {
      outgrown.run();
    }
  }

  private static KmsFailure failure(IOException e) {
    return ErrorType.INTERNAL.failure(
        "The local KMS can not write to its data folder, so nothing was changed: "
            + e.getMessage());
  }
}
