// SPDX-License-Identifier: Apache-2.0
// Indicators with their passports: values by split and period, and the records behind each figure.
#pragma once

#include "indicators/columns.h"
#include "indicators/warning.h"
#include "model/model.h"
#include "store/store.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tilth::indicators {

/// Of a group: how many of it are in a part and in the whole, and Fisher's exact test of whether it is there as
/// elsewhere (methods 3.10).
struct GroupShares {
  std::int64_t group_in_part = 0, part = 0, group = 0, all = 0;  ///< people
  std::optional<double> odds_ratio, p;
};

/// A figure is never a bare number (methods 0.1).
struct Figure {
  std::optional<double> value;
  std::string reason_if_null;          ///< NO_DATA, ZERO_DENOMINATOR, INVALID_INPUT, KEPT_APART, LOW_COVERAGE, TOO_FEW,
                                       ///< OTHER_QUESTIONNAIRE, OF_PARTS (its cells alone have a value)
  std::optional<double> lower, upper;  ///< 95 %: of a share, Wilson; of a rate of events, Garwood
  std::int64_t n = 0;                  ///< records behind it
  std::int64_t n_missing = 0;          ///< of those, without a value or a usable date
  std::vector<Uuid> records;           ///< the first kRecordsKept of them, in id order
  std::optional<GroupShares> shares;   ///< behind a representation ratio
};
inline constexpr std::size_t kRecordsKept = 1000;

struct Question {
  std::optional<Date> from, to;       ///< the period, both days inside; without: all time
  std::vector<std::string> split_by;  ///< of those that the indicator allows; "year" and "month" go by its date
  std::optional<std::int64_t> known_at;
  std::optional<cql2::Expression> where;  ///< narrows numerator and denominator alike
  Json with = Json::object();             ///< of a computation: the numbers that its indicator gives it
};

struct Cell {
  /// One text a split; "(not recorded)" where the record has none. A reference is shown by what people call its record,
  /// as store::distinct_labels tells those of one name apart.
  std::vector<std::string> key;
  Figure figure;
};

struct IndicatorTable {
  const model::Indicator* indicator = nullptr;
  Question question;
  Figure total;
  std::vector<Cell> cells;  ///< by key; for counts and sums they add up to the total
  std::vector<Warning> warnings;
  std::string node;        ///< whose knowledge this is
  std::int64_t as_of = 0;  ///< the last operation of that node that it knows: the snapshot behind the figure
};

/// A cell's part of a total (methods 3.1): among the records where the split is known, and between which bounds it lies
/// whatever the unknown are.
struct CellShare {
  double of_known = 0, lower = 0, upper = 0;  ///< 0 to 1
};
struct Shares {
  double unknown = 0;                           ///< 0 to 1: "(not recorded)" and the code "unknown"
  std::vector<std::optional<CellShare>> cells;  ///< beside IndicatorTable::cells; nothing for the unknown ones
};
/// Of a count or a sum with one split that is no date; nothing for any other table, or a total of 0.
std::optional<Shares> shares_of(const IndicatorTable& table);

/// Rows that are no records, such as the entries of the land-release ledger (DESIGN 3: a typed function registry).
class RowSource {
 public:
  virtual ~RowSource() = default;
  [[nodiscard]] virtual const cql2::Schema& schema() const = 0;
  /// Every row as at the question's end; `id` is the record it stands for.
  virtual void each(const Question& question,
                    const std::function<void(const Uuid& id, const cql2::Row& row)>& visit) const = 0;
  /// False where nothing is recorded that a stock could be of at the question's end: what is left is then unknown,
  /// never 0.
  [[nodiscard]] virtual bool knows_a_stock(const Question& question) const = 0;
};

/// What a computation answers. Without `cells` it does not know the splits that were asked for.
struct Computed {
  Figure total;
  std::optional<std::vector<Cell>> cells;  ///< by key

  Computed() = default;
  Computed(Figure of_all) : total(std::move(of_all)) {}  // NOLINT(google-explicit-constructor): a figure is an answer
};

/// What CQL2 cannot say: by the name that the model's `computed_by` gives. It reads the period, `known_at` and the
/// splits of the question; compute() asks it nothing with a `where`, and
/// hands over the numbers of the indicator's `with`.
using Computation =
    std::function<Computed(const store::Store& store, const store::Caller& caller, const Question& question)>;

struct Registry {
  std::map<std::string, const RowSource*> sources;
  std::map<std::string, Computation> computations;
  ColumnCache* columns = nullptr;  ///< makes figures over records fast, and changes no answer; may be absent
};

/// The computations that need the store alone: casualty_rate, eore_coverage, spot_tasks_per_people,
/// accidents_in_released, meeting_growth, open_findings_rate, places_without_provider, eore_in_priority_places,
/// second_coder_kappa, target_path, target_ratio, target_chance.
void add_computations(Registry& registry);

/// @throws Problem "indicator.unknown_split", "indicator.not_available", "indicator.not_narrowed"
IndicatorTable compute(const store::Store& store, const store::Caller& caller, const model::Indicator& indicator,
                       const Question& question, const Registry& registry);

/// "2024", "2024-03", "2020..2024-06": first and last day. @throws Problem "indicator.bad_period"
std::pair<Date, Date> period_of(std::string_view text);

/// The greatest multiple of the indicator's step that the figure exceeds, for words such as "over 920": of 921, and of
/// 930. Nothing where the model asks for none, or the figure does not exceed one step.
std::optional<double> more_than(const Figure& figure, const model::Indicator& indicator);
Json to_json(const IndicatorTable& table, std::string_view language);
Json to_json(const GroupShares& shares);
std::string to_csv(const std::vector<IndicatorTable>& tables, std::string_view language, bool tagged = false);
/// "12,345.6", "-" for nothing; areas without decimals, shares with one.
std::string shown(const Figure& figure, const model::Indicator& indicator);

}  // namespace tilth::indicators
