-- Pages of 50 events of the hundred most frequent actors of make_base.
local number = 0

request = function()
  number = (number + 37) % 100
  return wrk.format("GET", string.format(
    "/v1/events?involving=a%07d&limit=50", number))
end
