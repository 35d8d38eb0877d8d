package io.github.kmsjca.internal.configuration;

import java.util.Locale;

/** How people mistype. */
public final class Typing {
  /** Longer ones are like no word of ours. */
  private static final int LONGEST = 64;

  private Typing() {}

  /**
   * The least number of letters that were left out, added, replaced or exchanged with their
   * neighbour to make one word of the other. Upper and lower case are the same.
   *
   * @return that number, or one that is out of question if a word is very long
   */
  public static int distance(String typed, String meant) {
    if (typed.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    String a = typed.toLowerCase(Locale.ROOT);
    String b = meant.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least =
        Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
  }
}
